import type { Diagnostic } from './diagnostic.js';

/**
 * The diagnostics a reader raises by itself, made by the format that is being read, so that each has its own codes.
 *
 * Every function returns the error to be thrown; `offset` is a byte offset in the whole input.
 */
export interface Faults {
  /** `needed` more bytes were wanted at `offset` and are not there. */
  unexpectedEnd(offset: number, needed: number): Diagnostic;
  /** A LEB128 integer is longer than its type allows. */
  lebTooLong(offset: number, bits: number): Diagnostic;
  /** The last byte of a LEB128 integer has bits beyond its type. */
  lebTooLarge(offset: number, bits: number): Diagnostic;
  /** A LEB128 integer could have been shorter; raised only by readers that ask for minimal encodings. */
  lebNotMinimal(offset: number): Diagnostic;
  /** A name is not UTF-8. */
  notUtf8(offset: number): Diagnostic;
  /** A vector declares more items than the remaining bytes can hold. */
  countTooLarge(offset: number, count: number, remaining: number): Diagnostic;
}
