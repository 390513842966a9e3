import { Runtime } from '@wasm-checkpoint/runtime';
import fc from 'fast-check';
import { assemble } from '../assemble.js';
import { type Case, plain, stoppedBy } from '../outcomes.js';
import { programs } from './programs.js';

const cases = await Promise.all(
  Object.entries(programs).map(
    async ([name, { text, ...program }]): Promise<readonly [string, Case]> => [
      name,
      { ...program, bytes: await assemble(text) },
    ],
  ),
);

const settings = fc.record({
  calls: fc.boolean(),
  entries: fc.constantFrom('none' as const, 'recursive' as const, 'all' as const),
});

describe('properties of resumption', () => {
  // clause: exec-resume-continue, exec-capture-neutral
  test('whatever a program is, however it is instrumented and wherever it is stopped, nobody can tell', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...cases),
        settings,
        fc.array(fc.nat(30), { minLength: 1, maxLength: 12 }),
        ([name, program], instrument, fuels) => {
          const runtime = new Runtime({ instrument: { poll: 'fuel', ...instrument } });
          const [first = 0] = fuels;
          const { stops, ...shown } = stoppedBy(runtime, program, first, (made) => fuels[made]);
          expect({ name, ...shown }).toEqual({ name, ...plain(program) });
          expect(stops).toBeLessThanOrEqual(fuels.length);
        },
      ),
      { numRuns: 60 },
    );
  });
});
