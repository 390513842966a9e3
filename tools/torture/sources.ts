import type { Source } from './source.js';
import { binaryen } from './sources/binaryen.js';
import { features } from './sources/features.js';
import { generated } from './sources/generated.js';
import { kernels } from './sources/kernels.js';
import { real } from './sources/real.js';
import { suite } from './sources/suite.js';

/** Every source of programs. */
export const sources: readonly Source[] = [features, kernels, generated, binaryen, real, suite];
