import type { Random } from './random.js';

/** Bytes at which LEB128 integers, opcodes and flags change their meaning. */
const edges = [
  0x00, 0x01, 0x02, 0x3f, 0x40, 0x41, 0x5f, 0x60, 0x63, 0x64, 0x6f, 0x70, 0x7b, 0x7f, 0x80, 0x81, 0xc0, 0xfb, 0xfc,
  0xfd, 0xfe, 0xff,
];

/** One small change of some bytes; the result may be longer, shorter or the same array, and another sample may be spliced in. */
type Mutation = (bytes: Uint8Array, random: Random, other: Uint8Array) => Uint8Array;

const at = (bytes: Uint8Array, random: Random): number => random.integer(0, Math.max(0, bytes.length - 1));

function span(bytes: Uint8Array, random: Random): [number, number] {
  const start = at(bytes, random);
  return [start, Math.min(bytes.length, start + random.integer(1, 8))];
}

function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

const flipBit: Mutation = (bytes, random) => {
  const index = at(bytes, random);
  bytes[index] = (bytes[index] ?? 0) ^ (1 << random.integer(0, 7));
  return bytes;
};

const setByte: Mutation = (bytes, random) => {
  bytes[at(bytes, random)] = random.oneIn(2) ? random.pick(edges) : random.integer(0, 255);
  return bytes;
};

const addToByte: Mutation = (bytes, random) => {
  const index = at(bytes, random);
  bytes[index] = (bytes[index] ?? 0) + random.pick([-2, -1, 1, 2]);
  return bytes;
};

const overwriteSpan: Mutation = (bytes, random, other) => {
  const [start, end] = span(other, random);
  const part = other.subarray(start, end);
  bytes.set(part.subarray(0, bytes.length), random.integer(0, Math.max(0, bytes.length - part.length)));
  return bytes;
};

const insertSpan: Mutation = (bytes, random, other) => {
  const [start, end] = span(other, random);
  const index = random.integer(0, bytes.length);
  return concat(bytes.subarray(0, index), other.subarray(start, end), bytes.subarray(index));
};

const deleteSpan: Mutation = (bytes, random) => {
  const [start, end] = span(bytes, random);
  return concat(bytes.subarray(0, start), bytes.subarray(end));
};

const repeatSpan: Mutation = (bytes, random) => {
  const [start, end] = span(bytes, random);
  return concat(bytes.subarray(0, end), bytes.subarray(start, end), bytes.subarray(end));
};

const cutOff: Mutation = (bytes, random) => bytes.slice(0, random.integer(0, bytes.length));

/** Changes that keep the size stand several times: they leave the sizes of sections right, and so reach further. */
const mutations: readonly Mutation[] = [
  ...[
    flipBit,
    flipBit,
    setByte,
    setByte,
    setByte,
    setByte,
    addToByte,
    addToByte,
    addToByte,
    overwriteSpan,
    overwriteSpan,
  ],
  ...[insertSpan, deleteSpan, repeatSpan, cutOff],
];

/** A copy of `bytes` with one to four small changes; pieces of `other` may be spliced in. */
export function mutate(bytes: Uint8Array, random: Random, other: Uint8Array): Uint8Array {
  let mutant: Uint8Array = bytes.slice();
  for (let count = random.pick([1, 1, 1, 2, 2, 3, 4]); count > 0; count--) {
    if (mutant.length > 0) mutant = random.pick(mutations)(mutant, random, other);
  }
  return mutant;
}
