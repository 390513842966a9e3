import { type FeatureSet, openModule } from '@wasm-checkpoint/wasm';
import fc from 'fast-check';
import { random } from '../fuzz/random.js';
import { v8Judge } from '../suite/judges/v8.js';
import { BodyState, checkFunction } from './checker.js';
import { Mutator } from './mutants.js';
import { featuresOfSample, opened, realSamples, type Sample, slices, validSuiteSamples } from './samples.js';
import { compareStates, contextOf, faultOf } from './states.js';

const suite = await validSuiteSamples();
const real = realSamples(1_000_000);

/** Checks every body of a module both ways and compares the verdicts; returns the number of bodies. */
function compareVerdicts(sample: Sample, features: FeatureSet): number {
  const module = opened(sample.bytes, features);
  const context = module === undefined ? undefined : contextOf(module);
  if (module === undefined || context === undefined) return 0;
  const { func } = module.imported;
  for (let funcidx = func; funcidx < func + module.bodyCount; funcidx++) {
    const quick = faultOf(() => checkFunction(new BodyState(context), funcidx, true));
    const rules = faultOf(() => checkFunction(new BodyState(context), funcidx, false));
    if (quick?.code !== rules?.code || quick?.offset !== rules?.offset) {
      const hex = Buffer.from(sample.bytes.subarray(0, 4096)).toString('hex');
      throw new Error(
        `${sample.name}, function ${funcidx}: quick ${JSON.stringify(quick)}, rules ${JSON.stringify(rules)}\n${hex}`,
      );
    }
  }
  return module.bodyCount;
}

describe('the quick path of the type-checker and its rules alone', () => {
  test.each([
    ['modules of the suite', suite, 1],
    // Every function of a real module would take minutes.
    ['real modules', real, 7],
  ] as const)('know the same behind every instruction: %s', (_, samples, step) => {
    let instructions = 0;
    for (const sample of samples) {
      const module = openModule(sample.bytes);
      const context = contextOf(module);
      if (context === undefined) throw new Error(`${sample.name} has faulty types`);
      for (let index = 0; index < module.bodyCount; index += step) {
        instructions += compareStates(context, module.imported.func + index);
      }
    }
    if (samples.length > 0) expect(instructions).toBeGreaterThan(10_000);
  });

  test('give real modules the same verdict', () => {
    let bodies = 0;
    for (const sample of real) bodies += compareVerdicts(sample, featuresOfSample(sample));
    expect(bodies).toBeGreaterThan(1000);
  });

  test('give changed bodies the same verdict, under several sets of features', async () => {
    const { features: v8 } = await v8Judge();
    const mutator = new Mutator([
      ...suite.filter(({ bytes }) => bytes.length < 4096),
      ...real.flatMap((sample) => slices(sample, 60)),
    ]);
    const sets: readonly FeatureSet[] = [
      featuresOfSample({ name: 'legacy/', bytes: new Uint8Array() }),
      v8,
      new Set(['core']),
    ];
    let bodies = 0;
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const choices = random(seed);
        for (let count = 0; count < 50; count++) {
          const { sample, how, bytes } = mutator.mutant(choices);
          bodies += compareVerdicts({ name: `${sample}, ${how}`, bytes }, choices.pick(sets));
        }
      }),
      { numRuns: 60, endOnFailure: true },
    );
    expect(bodies).toBeGreaterThan(1000);
  });
});
