import { type ImmediateKind, opcodes } from '@wasm-checkpoint/wasm';
import type { Random } from '../fuzz/random.js';
import { paddedSigned, paddedUnsigned } from './leb.js';

const index = (random: Random): number[] =>
  paddedUnsigned(random.pick([0, 0, 0, 1, 1, 2, 3, 5, 200]), random.pick([1, 1, 1, 1, 2, 5]));
const bytes = (random: Random, count: number, below = 256): number[] =>
  Array.from({ length: count }, () => random.integer(0, below - 1));
const valtypes = [[0x7f], [0x7e], [0x7d], [0x7c], [0x7b], [0x70], [0x6f], [0x63, 0], [0x64, 0x70], [0x6e], [0x69]];

/** Bytes that are right, or nearly, for each kind of immediate. */
const immediates: Readonly<Record<ImmediateKind, (random: Random) => number[]>> = {
  blocktype: (random) => random.pick([[0x40], [0x40], ...valtypes, [0], [1], [2]]),
  funcidx: index,
  typeidx: index,
  tableidx: index,
  memidx: index,
  globalidx: index,
  tagidx: index,
  elemidx: index,
  dataidx: index,
  localidx: index,
  labelidx: index,
  fieldidx: index,
  u32: index,
  'labelidx*': (random) => [random.pick([0, 1, 2]), 0, 0].slice(0, random.pick([1, 2, 3])),
  memarg: (random) => [random.pick([0, 0, 1, 2, 3, 4, 0x40, 0x80]), ...index(random)],
  laneidx: (random) => [random.pick([0, 1, 2, 3, 4, 7, 8, 15, 16])],
  'laneidx^16': (random) => bytes(random, 16, random.pick([16, 32, 33])),
  zero: (random) => [random.pick([0, 0, 0, 1])],
  i32: (random) =>
    paddedSigned(BigInt(random.pick([0, 1, -1, 64, -65, 2 ** 31 - 1, -(2 ** 31), 2 ** 31])), random.pick([1, 1, 5, 6])),
  i64: (random) =>
    paddedSigned(random.pick([0n, 1n, -1n, 1n << 62n, -(1n << 63n), 1n << 63n]), random.pick([1, 1, 10, 11])),
  f32: (random) => bytes(random, 4),
  f64: (random) => bytes(random, 8),
  v128: (random) => bytes(random, 16),
  heaptype: (random) => random.pick([[0x70], [0x6f], [0x6e], [0x69], [0], [1], [0x40]]),
  'valtype*': (random) => random.pick([[0], ...valtypes.map((type) => [1, ...type]), [2, 0x7f, 0x7f]]),
  castflags: (random) => [random.pick([0, 1, 2, 3, 4])],
  'catch*': (random) => random.pick([[0], [1, 2, 0], [1, 0, 0, 0], [1, 3, 0], [1, 4, 0]]),
};

/** One instruction of the table, any of them alike, with small immediates. */
export function randomInstruction(random: Random): number[] {
  const row = random.pick(opcodes);
  const opcode =
    row.prefix === 0 ? [row.opcode] : [row.prefix, ...paddedUnsigned(row.opcode, random.pick([1, 1, 1, 2, 5, 6]))];
  return [...opcode, ...row.immediates.flatMap((kind) => immediates[kind](random))];
}
