import type { BenchTarget } from './target.js';
import { checkpoint } from './targets/checkpoint.js';
import { checkpointStream } from './targets/checkpoint-stream.js';
import { opening } from './targets/opening.js';
import { validation } from './targets/validation.js';

/** Every benchmark, in the order in which they run. */
export const targets: readonly BenchTarget[] = [opening, validation, checkpoint, checkpointStream];
