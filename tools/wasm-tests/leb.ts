import type { Random } from '../fuzz/random.js';

/** LEB128 with as many bytes as asked for, so that also what no writer writes can be written. */
export function paddedUnsigned(value: number, size: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (bytes.length < size - 1 || rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return [...bytes, rest];
}

/** The signed form. */
export function paddedSigned(value: bigint, size: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (bytes.length < size - 1 || rest < -64n || rest > 63n) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  return [...bytes, Number(rest & 0x7fn)];
}

/** Some values at which an index, count or constant changes its meaning. */
const notable = [
  0,
  1,
  2,
  3,
  7,
  15,
  16,
  63,
  64,
  127,
  128,
  255,
  256,
  1000,
  1001,
  50_000,
  65_536,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 1,
  2 ** 32,
];

/** Another unsigned integer near or far, sometimes in a longer form. */
export function otherUnsigned(random: Random, value: number): number[] {
  const changed = random.oneIn(2) ? Math.max(0, value + random.pick([-2, -1, 1, 2])) : random.pick(notable);
  if (random.oneIn(4))
    return paddedSigned(BigInt(random.pick([changed, -changed, -1, -64, -65])), random.pick([1, 2, 5, 6, 10, 11]));
  return paddedUnsigned(random.oneIn(4) ? value : changed, random.pick([1, 1, 1, 2, 5, 6, 10, 11]));
}
