import { IMAGE_PAGE_SIZE } from '../syntax/index.js';

/** Comparison of bytes in bulk, injected; a host may have a faster one than the portable. */
export interface Scan {
  /** Whether the bytes from `from` up to `to` are all zero. */
  isZero(bytes: Uint8Array, from: number, to: number): boolean;
  /** Whether `length` bytes of both are the same. */
  equal(a: Uint8Array, aFrom: number, b: Uint8Array, bFrom: number, length: number): boolean;
  /** Sets a mark for each page of 4096 bytes from `from` up to `to`, 1 where it has a byte that is not zero, otherwise 0. */
  markFilled(bytes: Uint8Array, from: number, to: number, marks: Uint8Array): void;
}

const at = (words: Int32Array, index: number): number => words[index] as number;

/** Whole words of a part of an array, which starts at a multiple of four of its buffer. */
const wordsOf = (bytes: Uint8Array, from: number, length: number): Int32Array =>
  new Int32Array(bytes.buffer, bytes.byteOffset + from, length >>> 2);

function zeroBytes(bytes: Uint8Array, from: number, to: number): boolean {
  for (let index = from; index < to; index++) if (bytes[index] !== 0) return false;
  return true;
}

function zeroWords(words: Int32Array, from: number, to: number): boolean {
  let index = from;
  for (const whole = to - 15; index < whole; index += 16) {
    const bits =
      at(words, index) |
      at(words, index + 1) |
      at(words, index + 2) |
      at(words, index + 3) |
      at(words, index + 4) |
      at(words, index + 5) |
      at(words, index + 6) |
      at(words, index + 7) |
      at(words, index + 8) |
      at(words, index + 9) |
      at(words, index + 10) |
      at(words, index + 11) |
      at(words, index + 12) |
      at(words, index + 13) |
      at(words, index + 14) |
      at(words, index + 15);
    if (bits !== 0) return false;
  }
  for (; index < to; index++) if (words[index] !== 0) return false;
  return true;
}

function equalBytes(a: Uint8Array, aFrom: number, b: Uint8Array, bFrom: number, length: number): boolean {
  for (let index = 0; index < length; index++) if (a[aFrom + index] !== b[bFrom + index]) return false;
  return true;
}

function equalWords(a: Int32Array, b: Int32Array): boolean {
  let index = 0;
  for (const whole = a.length - 7; index < whole; index += 8) {
    const bits =
      (at(a, index) ^ at(b, index)) |
      (at(a, index + 1) ^ at(b, index + 1)) |
      (at(a, index + 2) ^ at(b, index + 2)) |
      (at(a, index + 3) ^ at(b, index + 3)) |
      (at(a, index + 4) ^ at(b, index + 4)) |
      (at(a, index + 5) ^ at(b, index + 5)) |
      (at(a, index + 6) ^ at(b, index + 6)) |
      (at(a, index + 7) ^ at(b, index + 7));
    if (bits !== 0) return false;
  }
  for (; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}

const aligned = (bytes: Uint8Array, from: number): boolean => ((bytes.byteOffset + from) & 3) === 0;

const PAGE_WORDS = IMAGE_PAGE_SIZE / 4;

/**
 * Comparison by words of 32 bits; some 9 GB/s for zeros, 4 GB/s for equality.
 *
 * Without objects of its own: after a collection V8 drops the code for classes without instances, and captures are rare.
 */
export const portableScan: Scan = {
  isZero(bytes, from, to) {
    if (!aligned(bytes, from)) return zeroBytes(bytes, from, to);
    const whole = to - ((to - from) % 4);
    return zeroWords(wordsOf(bytes, from, whole - from), 0, (whole - from) / 4) && zeroBytes(bytes, whole, to);
  },
  equal(a, aFrom, b, bFrom, length) {
    if (!aligned(a, aFrom) || !aligned(b, bFrom)) return equalBytes(a, aFrom, b, bFrom, length);
    const whole = length - (length % 4);
    return (
      equalWords(wordsOf(a, aFrom, whole), wordsOf(b, bFrom, whole)) &&
      equalBytes(a, aFrom + whole, b, bFrom + whole, length - whole)
    );
  },
  markFilled(bytes, from, to, marks) {
    const pages = Math.floor((to - from) / IMAGE_PAGE_SIZE);
    const rest = from + pages * IMAGE_PAGE_SIZE;
    if (aligned(bytes, from)) {
      const words = wordsOf(bytes, from, rest - from);
      for (let page = 0; page < pages; page++) {
        marks[page] = zeroWords(words, page * PAGE_WORDS, (page + 1) * PAGE_WORDS) ? 0 : 1;
      }
    } else {
      for (let page = 0; page < pages; page++) {
        const at = from + page * IMAGE_PAGE_SIZE;
        marks[page] = zeroBytes(bytes, at, at + IMAGE_PAGE_SIZE) ? 0 : 1;
      }
    }
    if (rest < to) marks[pages] = zeroBytes(bytes, rest, to) ? 0 : 1;
  },
};
