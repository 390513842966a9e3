import type { Report } from '../report.js';
import type { Evidence } from './correspondence.js';
import type { FunctionDifference, Verdict } from './verdicts.js';

/** Something that stands in the way of an update. Clause valid-update-report. */
export interface Obstacle {
  readonly kind:
    | 'correspondence'
    | 'function'
    | 'memory'
    | 'table'
    | 'global'
    | 'tag'
    | 'segment'
    | 'import'
    | 'result';
  /** The module by its index in the checkpoint. */
  readonly module: number;
  /** Its index in the old module; for imports, in the list of imports of the new one. */
  readonly index?: number;
  /** Its index in the new module. */
  readonly image?: number;
  readonly name: string;
  readonly verdict: Verdict | 'new' | 'refused';
  readonly code: string;
  readonly clause: string;
  readonly text: string;
  /** Paths in the checkpoint of what is affected: frames, references, bindings; those in the updated one for a result. */
  readonly places: readonly string[];
  /** For a changed function, what is different first. */
  readonly difference?: FunctionDifference;
  /** For a changed function, both versions around that place in the text format. */
  readonly listing?: { readonly old: string; readonly updated: string };
}

/** A function that is not unchanged. */
export interface FunctionReport {
  readonly verdict: Exclude<Verdict, 'unchanged'> | 'new';
  /** Indices in the old and the new module. */
  readonly old?: number;
  readonly updated?: number;
  readonly name: string;
  /** Why the two are taken for versions of one function. */
  readonly evidence?: Evidence;
  readonly difference?: FunctionDifference;
}

/** What becomes of a table, memory, global, tag or segment that does not stay what it is under its index. */
export interface EntityReport {
  readonly kind: 'table' | 'memory' | 'global' | 'tag' | 'element segment' | 'data segment';
  readonly verdict: 'moved' | 'removed' | 'new';
  /** Indices in the old and the new module. */
  readonly old?: number;
  readonly updated?: number;
  readonly name: string;
  readonly evidence?: Evidence;
}

/** An active data segment whose contents or place differ between the versions; `bytes` are numbers of bytes. */
export interface DataReport {
  readonly what: 'contents' | 'place' | 'contents and place' | 'removed' | 'new';
  readonly old?: SegmentPlace;
  readonly updated?: SegmentPlace;
}

/** Where an active data segment lies, as its module says; `offset` is a decimal, absent where it is not a constant. */
export interface SegmentPlace {
  readonly index: number;
  readonly name?: string;
  readonly memory: number;
  readonly offset?: string;
  readonly bytes: number;
}

/** What becomes of one module. */
export interface ModuleReport {
  /** The module by its index in the checkpoint. */
  readonly module: number;
  readonly counts: Readonly<Record<Verdict | 'new' | 'renumbered', number>>;
  /** All functions that are not unchanged: the old ones by index, then the new ones. */
  readonly functions: readonly FunctionReport[];
  /** What else was renumbered, removed or added. */
  readonly entities: readonly EntityReport[];
  /** Active data segments that differ; memory that was initialised by them keeps what it holds. */
  readonly data: readonly DataReport[];
}

/** The answer to judgement E, of which `JSON.stringify` makes JSON; clause valid-update-report. */
export interface UpdateReport extends Omit<Report, 'context'> {
  readonly obstacles: readonly Obstacle[];
  /** One for each replaced module; none when an earlier judgement failed. */
  readonly modules: readonly ModuleReport[];
}
