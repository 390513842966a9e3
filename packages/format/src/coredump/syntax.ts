import type { GlobalType, MemType, Num, Value } from '../syntax/index.js';

/** The parts of a WebAssembly core dump, as the tool conventions and Wasmtime write it; spec/appendix/core-dump.md. */
export interface CoreDump {
  /** The name in section `core`; undefined when there is none. */
  readonly executable: string | undefined;
  /** Names of modules; the convention knows no other identity. */
  readonly modules: readonly string[];
  readonly instances: readonly DumpInstance[];
  readonly memories: readonly DumpMemory[];
  readonly globals: readonly DumpGlobal[];
  readonly threads: readonly DumpThread[];
}

/** Index spaces of an instance into the memories and globals of the dump. */
export interface DumpInstance {
  readonly module: number;
  readonly memories: readonly number[];
  readonly globals: readonly number[];
}

/** Bytes at an offset of a memory; what no segment covers is zero. */
export interface DumpSegment {
  readonly offset: bigint;
  readonly bytes: Uint8Array;
}

/** A memory; later segments overwrite earlier ones. `type.limits.min` is its size. */
export interface DumpMemory {
  readonly type: MemType;
  readonly segments: readonly DumpSegment[];
}

export interface DumpGlobal {
  readonly type: GlobalType;
  /** Numbers, vectors and nulls. */
  readonly value: Value;
}

/** A value in a frame; engines leave out what they have optimised away. */
export type DumpValue = Num | { readonly kind: 'missing' };

/** A frame; `offset` counts from the first byte of the function body, and is 0 where it is not known. */
export interface DumpFrame {
  readonly instance: number;
  readonly funcidx: number;
  readonly offset: number;
  readonly locals: readonly DumpValue[];
  readonly operands: readonly DumpValue[];
}

export interface DumpThread {
  readonly name: string;
  /** Innermost first. */
  readonly frames: readonly DumpFrame[];
}

/** Why something has no counterpart on the other side; spec/appendix/core-dump.md has a line on each. */
export type LossReason =
  | 'not-in-core-dumps'
  | 'not-in-checkpoints'
  | 'value-not-number'
  | 'value-missing'
  | 'offset-unknown'
  | 'empty';

/** Something that a conversion could not carry over; `path` is that of the checkpoint or of the dump it was in. */
export interface Loss {
  readonly path: string;
  readonly reason: LossReason;
}
