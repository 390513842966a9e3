import type { Checkpoint } from '@wasm-checkpoint/format';
import { cycles } from './samples/cycles.js';
import { everything } from './samples/everything.js';
import { frames } from './samples/frames.js';
import { minimal } from './samples/minimal.js';
import { quiescent } from './samples/quiescent.js';

/** Hand-made checkpoints in canonical form; the digests in `everything` are arbitrary. */
export const sampleCheckpoints = { minimal, quiescent, frames, cycles, everything } as const satisfies Record<
  string,
  Checkpoint
>;
