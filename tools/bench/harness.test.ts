import { compare, median, Samples } from './harness.js';

const quick = { rounds: 3, warmup: 0, sample: 0.001 };

describe('median', () => {
  test.each([
    [[1], 1],
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 1], 9],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  test('of nothing does not exist', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('Samples', () => {
  const samples = new Samples(
    new Map([
      ['a', [1, 10, 2]],
      ['b', [2, 20, 8]],
    ]),
  );

  test('medians are of each candidate, ratios of each round', () => {
    expect(samples.median('b')).toBe(8);
    expect(samples.ratio('b', 'a')).toBe(2);
    expect(samples.throughput('a', 4_000_000)).toBe(2000);
  });

  test('an unknown candidate is an error', () => {
    expect(() => samples.median('c')).toThrow('no candidate c');
  });
});

describe('compare', () => {
  test('runs candidates in turns and gives a time for each round', () => {
    const order: string[] = [];
    const candidate = (name: string) => ({ name, run: () => order.push(name) });
    const samples = compare([candidate('a'), candidate('b')], { ...quick, sample: 0 });
    expect(samples.of('a')).toHaveLength(3);
    expect(samples.of('b')).toHaveLength(3);
    const counted = order.slice(-6).join('');
    expect(counted).toBe('abbaab');
  });

  test('refuses two candidates of one name', () => {
    const candidate = { name: 'a', run: () => 0 };
    expect(() => compare([candidate, candidate], quick)).toThrow('two candidates have the same name');
  });
});
