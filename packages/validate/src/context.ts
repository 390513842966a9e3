import type { Diagnostic } from '@wasm-checkpoint/bytes';
import type { Checkpoint, Frame, FuncRef, Instance, PageSource, Sha256, Zstd } from '@wasm-checkpoint/format';
import type { ClauseId } from '@wasm-checkpoint/tables/clauses';
import { Enough, Findings } from './finding.js';
import type { ValidatorLimits } from './limits.js';
import { Links } from './links.js';
import type { ModuleView } from './module-view.js';
import type { Place } from './place.js';
import { type TypeIndices, Types } from './types.js';

/** What was not checked, and why: a line of the kind `unchecked` of clause emb-json-lines. */
export interface Unchecked {
  readonly clause: ClauseId;
  readonly reason: string;
}

/** What the rules are given besides the checkpoint. */
export interface Settings {
  readonly limits: ValidatorLimits;
  readonly sha256: Sha256;
  /** The bytes of modules, in any order. */
  readonly modules: readonly Uint8Array[];
  /** Whether all of each module is validated, and bases and digests are verified. */
  readonly full: boolean;
  /** Whether the checkpoint has the blocks of its images. */
  readonly blocks: boolean;
  /** The memories of the parent, resolved, by address. */
  readonly parent?: readonly PageSource[];
  readonly zstd?: Zstd;
  /** Clauses that are switched off; for tests only. */
  readonly skip: ReadonlySet<ClauseId>;
}

/** An instance with the view of its module. */
export interface InstanceView {
  readonly instance: Instance;
  readonly view: ModuleView;
}

/** What all rules share: the checkpoint, its modules, one space of types, the findings. */
export class Context {
  readonly checkpoint: Checkpoint;
  readonly settings: Settings;
  readonly types = new Types();
  /** For each type index of the checkpoint the index in the universe of types. */
  readonly indices: TypeIndices;
  /** By moduleidx; undefined where the module is not given or cannot be opened. Filled by the rules of modules. */
  readonly modules: (ModuleView | undefined)[];
  readonly links: Links;
  readonly unchecked: Unchecked[] = [];
  /** The findings of the judgement that is being decided. */
  findings: Findings;
  #steps = 0;

  constructor(checkpoint: Checkpoint, settings: Settings) {
    this.checkpoint = checkpoint;
    this.settings = settings;
    this.indices = this.types.addGroups(checkpoint.types, '');
    this.modules = checkpoint.modules.map(() => undefined);
    this.findings = new Findings(settings.limits.maxErrors);
    this.links = new Links(this);
  }

  /** Whether the checks of a clause are to be made. */
  on(clause: ClauseId): boolean {
    return !this.settings.skip.has(clause);
  }

  /** Counts steps of work that may exceed the size of the input; ends the judgement with CKPT9001 at the limit. */
  spend(steps: number, path: string): void {
    this.#steps += steps;
    const max = this.settings.limits.maxSteps;
    if (this.#steps <= max) return;
    this.limit('maxSteps', this.#steps, max, path);
  }

  /** Reports that a limit is exceeded, and ends the judgement. Clause lim-exceeded. */
  limit(limit: string, value: number, max: number, path: string): never {
    // clause: lim-exceeded
    this.findings.add('CKPT9001', { limit, value: BigInt(value), max: BigInt(max) }, path);
    throw new Enough();
  }

  /** The instance of an index with the view of its module; undefined without either. */
  instance(index: number): InstanceView | undefined {
    const instance = this.checkpoint.instances[index];
    if (instance === undefined) return undefined;
    const view = this.modules[instance.module];
    return view === undefined ? undefined : { instance, view };
  }

  /** The instances whose module is at hand. */
  *instances(): Generator<InstanceView & { readonly index: number }> {
    for (const [index, instance] of this.checkpoint.instances.entries()) {
      const view = this.modules[instance.module];
      if (view !== undefined) yield { index, instance, view };
    }
  }

  /** The place where a frame stands, or why there is none; undefined without its function. */
  placeOf(frame: Frame): Place | Diagnostic | undefined {
    const module = this.checkpoint.instances[frame.instance]?.module;
    const view = module === undefined ? undefined : this.modules[module];
    return view?.defines(frame.funcidx) === true ? view.place(frame.funcidx, frame.offset) : undefined;
  }

  /** What a function index of an instance stands for: a function that a module defines or one of the host. */
  func(instanceidx: number, funcidx: number): FuncRef | undefined {
    const found = this.instance(instanceidx);
    if (found === undefined || funcidx >= found.view.module.funcs.length) return undefined;
    if (funcidx < found.view.importedFuncs) return found.instance.funcs[funcidx];
    return { kind: 'func', instance: instanceidx, funcidx };
  }

  /** The defined type of a function as an index in the universe; undefined where there is none. */
  funcType(ref: FuncRef): number | undefined {
    if (ref.kind === 'host-func') return this.indices[this.checkpoint.hostFuncs[ref.address]?.type ?? -1];
    const view = this.instance(ref.instance)?.view;
    return view?.defines(ref.funcidx) === true ? view.funcType(ref.funcidx) : undefined;
  }
}
