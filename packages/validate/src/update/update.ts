import type { Checkpoint } from '@wasm-checkpoint/format';
import type { CheckpointErrorCode, CheckpointErrorParams } from '@wasm-checkpoint/tables';
import { namesOf } from '@wasm-checkpoint/wasm';
import type { Context } from '../context.js';
import type { Findings, ModulePlace } from '../finding.js';
import type { HostOffers } from '../host/offers.js';
import type { ModuleView } from '../module-view.js';
import type { Obstacle } from './report.js';
import type { Comparison } from './verdicts.js';

/** A module of the checkpoint that is replaced. */
export interface Replaced {
  readonly moduleidx: number;
  readonly old: ModuleView;
  readonly updated: ModuleView;
  readonly comparison: Comparison;
}

/** What the rules of judgement E share. */
export class Update {
  /** The checkpoint with its old modules, which meets judgements B and C. */
  readonly context: Context;
  /** The checkpoint, the bases of tables that belong to replaced modules resolved. */
  readonly checkpoint: Checkpoint;
  /** By moduleidx. */
  readonly replaced: ReadonlyMap<number, Replaced>;
  readonly host: HostOffers | undefined;
  readonly obstacles: Obstacle[];

  constructor(
    context: Context,
    checkpoint: Checkpoint,
    replaced: ReadonlyMap<number, Replaced>,
    host: HostOffers | undefined,
    obstacles: Obstacle[],
  ) {
    this.context = context;
    this.checkpoint = checkpoint;
    this.replaced = replaced;
    this.host = host;
    this.obstacles = obstacles;
  }

  get findings(): Findings {
    return this.context.findings;
  }

  /** Reports what stands in the way, as an error at a path of the checkpoint and with all that is known of it. */
  obstruct<Code extends CheckpointErrorCode>(
    code: Code,
    params: CheckpointErrorParams[Code],
    path: string,
    obstacle: Omit<Obstacle, 'code' | 'clause' | 'text'>,
    place?: ModulePlace,
  ): void {
    try {
      this.findings.add(code, params, path, { place });
    } finally {
      // The last finding that fits is added and ends the judgement.
      const finding = this.findings.all.at(-1);
      if (finding !== undefined) {
        this.obstacles.push({ ...obstacle, code, clause: finding.clause, text: finding.text });
      }
    }
  }

  /** What becomes of the module of an instance; undefined where it stays. */
  of(instanceidx: number): Replaced | undefined {
    return this.replaced.get(this.checkpoint.instances[instanceidx]?.module ?? -1);
  }

  /** The replaced modules with the indices of their instances. */
  *instances(): Generator<Replaced & { readonly instanceidx: number }> {
    for (const instanceidx of this.checkpoint.instances.keys()) {
      const replaced = this.of(instanceidx);
      if (replaced !== undefined) yield { ...replaced, instanceidx };
    }
  }
}

/** Subsections of the name section by the kind of export, which segments do not have. */
const exportKinds = {
  funcs: { subsection: 'functions', kind: 'func' },
  tables: { subsection: 'tables', kind: 'table' },
  memories: { subsection: 'memories', kind: 'memory' },
  globals: { subsection: 'globals', kind: 'global' },
  tags: { subsection: 'tags', kind: 'tag' },
  elements: { subsection: 'elements', kind: undefined },
  data: { subsection: 'data', kind: undefined },
} as const;

/** An entity of a module in words: by the name section, by an export, or by its number. */
export function entityName({ module }: ModuleView, space: keyof typeof exportKinds, index: number): string {
  const { subsection, kind } = exportKinds[space];
  const name = namesOf(module).of(subsection).get(index);
  if (name !== undefined) return `$${name}`;
  const exported = module.exports.find((each) => each.kind === kind && each.index === index);
  return exported === undefined ? String(index) : `${index} (export ${JSON.stringify(exported.name)})`;
}
