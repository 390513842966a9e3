import { ByteReader, ByteWriter } from '@wasm-checkpoint/bytes';
import { faults } from './faults.js';

/** A width of LEB128 integer with the reader's and the writer's function for it, on bigints. */
export interface Width {
  readonly name: string;
  readonly bits: number;
  readonly signed: boolean;
  read(reader: ByteReader): bigint;
  write(writer: ByteWriter, value: bigint): void;
}

export const widths: readonly Width[] = [
  { name: 'u32', bits: 32, signed: false, read: (r) => BigInt(r.u32()), write: (w, value) => w.u32(Number(value)) },
  { name: 's32', bits: 32, signed: true, read: (r) => BigInt(r.s32()), write: (w, value) => w.s32(Number(value)) },
  { name: 's33', bits: 33, signed: true, read: (r) => BigInt(r.s33()), write: (w, value) => w.s33(Number(value)) },
  { name: 'u64', bits: 64, signed: false, read: (r) => r.u64(), write: (w, value) => w.u64(value) },
  { name: 's64', bits: 64, signed: true, read: (r) => r.s64(), write: (w, value) => w.s64(value) },
];

export const least = ({ bits, signed }: Width): bigint => (signed ? -(1n << BigInt(bits - 1)) : 0n);
export const greatest = ({ bits, signed }: Width): bigint => (1n << BigInt(signed ? bits - 1 : bits)) - 1n;

/** The most bytes that a width may take. */
export const maximumBytes = ({ bits }: Width): number => Math.ceil(bits / 7);

/** The encoding of a value in exactly `size` bytes, by the definition: groups of seven bits of its two's complement. */
export function encodeIn(value: bigint, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, index) => {
    const group = Number(BigInt.asUintN(7, value >> BigInt(7 * index)));
    return index < size - 1 ? group | 0x80 : group;
  });
}

/** The fewest bytes that hold a value. */
export function minimalBytes(value: bigint, signed: boolean): number {
  for (let size = 1; ; size++) {
    const bits = 7 * size;
    if (value === (signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value))) return size;
  }
}

/** What a decoder by the definition makes of bytes: the value and its size, or the fault. */
export type Outcome = { readonly value: bigint; readonly size: number } | { readonly fault: string };

/** Decodes by the definition: collect groups until a byte below 0x80, then look at the number as a whole. */
export function naiveDecode(bytes: Uint8Array, width: Width, minimal: boolean): Outcome {
  const limit = maximumBytes(width);
  let unsigned = 0n;
  for (let index = 0; index < limit; index++) {
    const byte = bytes[index];
    if (byte === undefined) return { fault: `unexpectedEnd@${bytes.length}` };
    unsigned |= BigInt(byte & 0x7f) << BigInt(7 * index);
    if (byte >= 0x80) continue;
    const size = index + 1;
    const value = width.signed ? BigInt.asIntN(7 * size, unsigned) : unsigned;
    if (value < least(width) || value > greatest(width)) return { fault: 'lebTooLarge@0' };
    if (minimal && size > minimalBytes(value, width.signed)) return { fault: 'lebNotMinimal@0' };
    return { value, size };
  }
  return { fault: 'lebTooLong@0' };
}

/** A reader of bytes with our test faults. */
export const readerOf = (bytes: Uint8Array, minimal = false): ByteReader =>
  new ByteReader(bytes, faults, 0, bytes.length, minimal);

/** The minimal encoding by the writer. */
export function written(width: Width, value: bigint): Uint8Array {
  const writer = new ByteWriter();
  width.write(writer, value);
  return writer.finish();
}
