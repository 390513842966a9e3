import type { CheckpointFeature } from '@wasm-checkpoint/tables';

/** What the generated checkpoints may hold. */
export interface CheckpointOptions {
  /** Features that are neither used nor declared; `any-point` is only ever declared. Default none. */
  readonly without?: readonly CheckpointFeature[];
  /** Tables and memories with a module base, which take a module to resolve. Default true. */
  readonly moduleBases?: boolean;
  /** Stored digests; they are random, and so wrong where somebody verifies them. Default true. */
  readonly digests?: boolean;
  /** Memories up to 2^48 bytes and tables up to 2^32 - 1 entries, sparse. Default false: 256 KiB and some entries. */
  readonly large?: boolean;
}

export function allows(options: CheckpointOptions, feature: CheckpointFeature): boolean {
  return options.without?.includes(feature) !== true;
}
