import { findingLines, fuzz } from './campaign.js';
import { blockSize, type FuzzTarget } from './target.js';

/** A target that records its seeds and inputs, and finds something at one of them. */
function recorder(findAt?: number): { target: FuzzTarget; seeds: number[]; inputs: number[] } {
  const seeds: number[] = [];
  const inputs: number[] = [];
  const target: FuzzTarget = {
    name: 'recorder',
    help: '',
    create(seed) {
      seeds.push(seed);
      let input = seed * blockSize;
      return {
        run() {
          inputs.push(input);
          if (input === findAt) throw new Error(`found ${input}`);
          input += 1;
        },
      };
    },
  };
  return { target, seeds, inputs };
}

const forever = Number.POSITIVE_INFINITY;

describe('fuzz', () => {
  test('runs as many executions as asked for, in blocks with seeds of their own', async () => {
    const { target, seeds, inputs } = recorder();
    const outcome = await fuzz(target, 5, { seconds: forever, executions: 2 * blockSize + 1 });
    expect(outcome).toEqual({ executions: 2 * blockSize + 1, finding: undefined });
    expect(seeds).toEqual([5, 6, 7]);
    expect(inputs).toHaveLength(2 * blockSize + 1);
  });

  test('ends at the first finding, which its seed gives again', async () => {
    const { target } = recorder(6 * blockSize + 41);
    const outcome = await fuzz(target, 5, { seconds: forever, executions: forever });
    expect(outcome.executions).toBe(blockSize + 42);
    expect(outcome.finding).toMatchObject({ target: 'recorder', seed: 6, execution: 42 });
    const again = await fuzz(target, 6, { seconds: forever, executions: 42 });
    expect(again.finding).toMatchObject({ seed: 6, execution: 42, error: new Error(`found ${6 * blockSize + 41}`) });
  });

  test('ends when the time is over', async () => {
    const { target, inputs } = recorder();
    const outcome = await fuzz(target, 0, { seconds: 0, executions: forever });
    expect(outcome).toEqual({ executions: 0, finding: undefined });
    expect(inputs).toEqual([]);
  });

  test('seeds wrap around at 32 bits', async () => {
    const { target, seeds } = recorder();
    await fuzz(target, 0x7fffffff, { seconds: forever, executions: blockSize + 1 });
    expect(seeds).toEqual([0x7fffffff, -0x80000000]);
  });

  test('prepares once', async () => {
    const { target } = recorder();
    let prepared = 0;
    await fuzz({ ...target, prepare: async () => void prepared++ }, 0, { seconds: forever, executions: 3 * blockSize });
    expect(prepared).toBe(1);
  });
});

test('a finding is printed with the command that has it again', () => {
  const lines = findingLines({ target: 'x', seed: -3, execution: 7, error: 'odd' });
  expect(lines).toEqual([
    'finding in x, execution 7 after seed -3:',
    'odd',
    'again: npm run fuzz -- --target x --seed -3 --executions 7',
  ]);
});
