import type { FeatureSet } from '@wasm-checkpoint/wasm';
import { v8Judge } from '../../suite/judges/v8.js';
import { compareWithV8 } from '../../wasm-tests/differential.js';
import { Mutator } from '../../wasm-tests/mutants.js';
import { realSamples, slices, validSuiteSamples } from '../../wasm-tests/samples.js';
import { random } from '../random.js';
import type { FuzzTarget } from '../target.js';

let mutator = new Mutator([]);
let features: FeatureSet = new Set();

/** Modules changed by their structure, so that most changes get past the reader: instructions, immediates, sections. */
export const wasmStructure: FuzzTarget = {
  name: 'wasm-structure',
  help: 'instructions, immediates and sections of modules changed: our verdict is that of V8 (more with WASM_TESTSUITE)',
  async prepare() {
    ({ features } = await v8Judge());
    const sliced = realSamples(2_000_000).flatMap((sample) => slices(sample, 200));
    mutator = new Mutator([...(await validSuiteSamples(4096)), ...sliced]);
  },
  create(seed) {
    const choices = random(seed);
    return { run: () => void compareWithV8(mutator.mutant(choices), features) };
  },
};
