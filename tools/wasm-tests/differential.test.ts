import { validate } from '@wasm-checkpoint/wasm';
import fc from 'fast-check';
import { random } from '../fuzz/random.js';
import { v8Judge } from '../suite/judges/v8.js';
import { differences } from './differences.js';
import { compareWithV8 } from './differential.js';
import { Mutator } from './mutants.js';
import { realSamples, slices, validSuiteSamples } from './samples.js';

const { features } = await v8Judge();
const real = realSamples(2_000_000);
const suite = await validSuiteSamples(8192);
const common = suite.filter(({ bytes }) => validate(bytes, { features }) === undefined);
const foreign = suite.filter(({ bytes }) => validate(bytes, { features }) !== undefined);

/** Mutations a seed: enough that making the samples' readers does not count. */
const batch = 100;

const groups = [
  { name: 'modules of the suite that V8 knows', samples: common, runs: 60 },
  { name: 'modules of the suite with features that V8 lacks', samples: foreign, runs: 15 },
  { name: 'single functions of real modules', samples: real.flatMap((sample) => slices(sample, 100)), runs: 40 },
  { name: 'whole real modules', samples: real, runs: 1 },
].filter(({ samples }) => samples.length > 0);

/** The changed modules are the same for the same seed; fast-check prints the one that fails. */
describe('mutations get the verdict of V8, and nothing but diagnostics come out', () => {
  test.each(groups)('$name', ({ samples, runs }) => {
    const mutator = new Mutator(samples);
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const choices = random(seed);
        for (let count = 0; count < batch; count++) compareWithV8(mutator.mutant(choices), features);
      }),
      // A smaller seed is no simpler module.
      { numRuns: runs, endOnFailure: true },
    );
  });

  test.each(differences.map((difference) => [difference.name, difference] as const))(
    'known difference: %s',
    (_, { name, example }) => {
      const bytes = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, ...example);
      expect(compareWithV8({ sample: name, how: 'example', bytes }, features)).toBe('known difference');
    },
  );

  test('the real modules are valid for both', () => {
    for (const sample of real) {
      expect(compareWithV8({ sample: sample.name, how: 'as it is', bytes: sample.bytes }, features)).toBe(
        'both accept',
      );
    }
  });
});
