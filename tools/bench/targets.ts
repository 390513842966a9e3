import type { BenchTarget } from './target.js';
import { capture } from './targets/capture.js';
import { checkpoint } from './targets/checkpoint.js';
import { checkpointStream } from './targets/checkpoint-stream.js';
import { instrument } from './targets/instrument.js';
import { instrumentPrograms } from './targets/instrument-programs.js';
import { instrumentSize } from './targets/instrument-size.js';
import { opening } from './targets/opening.js';
import { validation } from './targets/validation.js';
import { validator } from './targets/validator.js';

/** Every benchmark, in the order in which they run. */
export const targets: readonly BenchTarget[] = [
  opening,
  validation,
  checkpoint,
  checkpointStream,
  capture,
  instrument,
  instrumentPrograms,
  instrumentSize,
  validator,
];
