import type { Checkpoint, FuncRef, Instance, ReaderLimits, Sha256 } from '@wasm-checkpoint/format';
import { Findings } from './finding.js';
import type { ModuleView } from './module-view.js';
import { type TypeIndices, Types } from './types.js';

/** What was not checked, and why: a line of the kind `unchecked` of clause emb-json-lines. */
export interface Unchecked {
  readonly clause: string;
  readonly reason: string;
}

/** What the rules are given besides the checkpoint. */
export interface Settings {
  readonly limits: ReaderLimits;
  readonly sha256: Sha256;
  /** The bytes of modules, in any order. */
  readonly modules: readonly Uint8Array[];
  /** Whether all of each module is validated, and bases and digests are verified. */
  readonly full: boolean;
  /** Clauses that are switched off; for tests only. */
  readonly skip: ReadonlySet<string>;
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
  readonly unchecked: Unchecked[] = [];
  /** The findings of the judgement that is being decided. */
  findings: Findings;

  constructor(checkpoint: Checkpoint, settings: Settings) {
    this.checkpoint = checkpoint;
    this.settings = settings;
    this.indices = this.types.addGroups(checkpoint.types, '');
    this.modules = checkpoint.modules.map(() => undefined);
    this.findings = new Findings(settings.limits.maxErrors);
  }

  /** Whether the checks of a clause are to be made. */
  on(clause: string): boolean {
    return !this.settings.skip.has(clause);
  }

  /** The instance of an index with the view of its module; undefined without either. */
  instance(index: number): { readonly instance: Instance; readonly view: ModuleView } | undefined {
    const instance = this.checkpoint.instances[index];
    if (instance === undefined) return undefined;
    const view = this.modules[instance.module];
    return view === undefined ? undefined : { instance, view };
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
