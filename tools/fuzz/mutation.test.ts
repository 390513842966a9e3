import { mutate } from './mutation.js';
import { random } from './random.js';

const sample = Uint8Array.from({ length: 64 }, (_, index) => index);
const other = new Uint8Array(16).fill(0xee);

const mutants = (seed: number, count: number, bytes = sample): Uint8Array[] => {
  const choices = random(seed);
  return Array.from({ length: count }, () => mutate(bytes, choices, other));
};

test('mutants follow from the seed alone', () => {
  expect(mutants(7, 50)).toEqual(mutants(7, 50));
  expect(mutants(7, 50)).not.toEqual(mutants(8, 50));
});

test('the sample stays as it is', () => {
  mutants(1, 1000);
  expect([...sample]).toEqual([...sample.keys()]);
  expect(other.every((byte) => byte === 0xee)).toBe(true);
});

test('most keep the size, some are longer, some shorter, some hold pieces of the other sample', () => {
  const many = mutants(2, 2000);
  const same = many.filter(({ length }) => length === sample.length).length;
  expect(same).toBeGreaterThan(many.length / 3);
  expect(many.some(({ length }) => length > sample.length)).toBe(true);
  expect(many.some(({ length }) => length < sample.length)).toBe(true);
  expect(many.filter((bytes) => bytes.join().includes('238,238')).length).toBeGreaterThan(20);
});

test('no sample is too small', () => {
  for (const size of [0, 1, 2, 3]) expect(mutants(3, 500, new Uint8Array(size))).toHaveLength(500);
  const choices = random(4);
  for (let count = 0; count < 500; count++) mutate(sample, choices, new Uint8Array());
});

test('nothing can be picked from nothing', () => {
  expect(() => random(1).pick([])).toThrow(RangeError);
});
