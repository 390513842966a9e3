import { openModule, validate } from '@wasm-checkpoint/wasm';
import fc from 'fast-check';
import { runPlain } from '../outcome.js';
import { generatedModule, generatedProgram } from './module.js';

const seeds = fc.integer({ min: 0, max: 0x7fffffff });

test('every module is valid, and the same for the same seed', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const bytes = generatedModule(seed);
      expect(validate(bytes)?.message).toBeUndefined();
      expect(generatedModule(seed)).toEqual(bytes);
    }),
    { numRuns: 150 },
  );
});

test('modules that this V8 knows end, and do the same again', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const program = generatedProgram(seed, { features: [] });
      const outcome = runPlain(program);
      expect(outcome.calls).toHaveLength(3);
      expect(runPlain(program)).toEqual(outcome);
    }),
    { numRuns: 50 },
  );
});

test('most of them do something before they end', () => {
  const outcomes = Array.from({ length: 60 }, (_, seed) => runPlain(generatedProgram(seed, { features: [] })));
  const talking = outcomes.filter(({ calls }) => calls.some(({ log }) => log.length > 2));
  expect(talking.length).toBeGreaterThan(30);
  const returning = outcomes.filter(({ calls }) => calls.some(({ ending }) => 'results' in ending));
  expect(returning.length).toBeGreaterThan(40);
});

test('features are used only where they are asked for', () => {
  for (let seed = 0; seed < 20; seed++) {
    expect(openModule(generatedModule(seed, { features: ['exceptions'] })).tags.length).toBe(3);
    expect(WebAssembly.validate(generatedModule(seed, { features: [] }))).toBe(true);
  }
});
