import type { Faults } from './faults.js';
import { decodeUtf8 } from './utf8.js';

/**
 * Reads the primitive items of WebAssembly's binary conventions from a window of a byte array.
 *
 * Offsets are always those of the whole array, so that a nested reader reports the same place as its parent. Nothing is
 * read beyond `end`, and nothing but the diagnostics of `faults` is thrown.
 */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly end: number;
  offset: number;
  readonly #faults: Faults;
  readonly #minimal: boolean;
  #lazyView: DataView | undefined;

  /** `minimal` refuses LEB128 integers that could be shorter. */
  constructor(bytes: Uint8Array, faults: Faults, start = 0, end = bytes.length, minimal = false) {
    this.bytes = bytes;
    this.offset = start;
    this.end = Math.min(end, bytes.length);
    this.#faults = faults;
    this.#minimal = minimal;
  }

  /** Made when first needed: most readers are small windows that never read a fixed-width number. */
  get #view(): DataView {
    this.#lazyView ??= new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength);
    return this.#lazyView;
  }

  /** Bytes left in the window. */
  get remaining(): number {
    return this.end - this.offset;
  }

  get atEnd(): boolean {
    return this.offset >= this.end;
  }

  /** A reader of the next `size` bytes, which this reader skips. */
  window(size: number): ByteReader {
    this.need(size);
    const start = this.offset;
    this.offset += size;
    return new ByteReader(this.bytes, this.#faults, start, start + size, this.#minimal);
  }

  /** Throws `unexpectedEnd` unless `size` more bytes are there. */
  need(size: number): void {
    if (size > this.end - this.offset) throw this.#faults.unexpectedEnd(this.end, size - (this.end - this.offset));
  }

  u8(): number {
    if (this.offset >= this.end) throw this.#faults.unexpectedEnd(this.offset, 1);
    return this.bytes[this.offset++] ?? 0;
  }

  /** The next byte, not consumed; -1 at the end. */
  peek(): number {
    return this.offset < this.end ? (this.bytes[this.offset] ?? -1) : -1;
  }

  /** Four bytes, little-endian, unsigned. */
  fixed32(): number {
    this.need(4);
    const value = this.#view.getUint32(this.offset, true);
    this.offset += 4;
    return value;
  }

  /** Eight bytes, little-endian, unsigned. */
  fixed64(): bigint {
    this.need(8);
    const value = this.#view.getBigUint64(this.offset, true);
    this.offset += 8;
    return value;
  }

  /** A view, not a copy, of the next `size` bytes. */
  raw(size: number): Uint8Array {
    this.need(size);
    const start = this.offset;
    this.offset += size;
    return this.bytes.subarray(start, start + size);
  }

  u32(): number {
    const { bytes, offset } = this;
    const first = bytes[offset] ?? 0x80;
    if (first < 0x80 && offset < this.end) {
      this.offset = offset + 1;
      return first;
    }
    // Two bytes are common too; a zero in the second may be an encoding that is not minimal.
    const second = bytes[offset + 1] ?? 0x80;
    if (second < 0x80 && second > 0 && offset + 1 < this.end) {
      this.offset = offset + 2;
      return (first & 0x7f) | (second << 7);
    }
    return this.#unsigned(32);
  }

  s32(): number {
    return this.#signed(32) | 0;
  }

  /** A signed integer of 33 bits, as block types use. */
  s33(): number {
    return this.#signed(33);
  }

  u64(): bigint {
    return BigInt.asUintN(64, this.#big(64, false));
  }

  s64(): bigint {
    return this.#big(64, true);
  }

  /** A vector's length, refused when `count * minimumBytes` exceeds the remaining bytes. */
  count(minimumBytes: number): number {
    const start = this.offset;
    const count = this.u32();
    if (count * minimumBytes > this.remaining) throw this.#faults.countTooLarge(start, count, this.remaining);
    return count;
  }

  /** A name: its length in bytes, then UTF-8. */
  name(): string {
    const size = this.u32();
    const start = this.offset;
    const text = decodeUtf8(this.raw(size));
    if (text === undefined) throw this.#faults.notUtf8(start);
    return text;
  }

  #unsigned(bits: number): number {
    const start = this.offset;
    const last = Math.ceil(bits / 7) - 1;
    let value = 0;
    let scale = 1;
    for (let index = 0; ; index++) {
      const byte = this.u8();
      if (index === last) {
        if (byte >= 0x80) throw this.#faults.lebTooLong(start, bits);
        if (byte >= 2 ** (bits - 7 * last)) throw this.#faults.lebTooLarge(start, bits);
      }
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        if (this.#minimal && byte === 0 && index > 0) throw this.#faults.lebNotMinimal(start);
        return value;
      }
      scale *= 128;
    }
  }

  #signed(bits: number): number {
    const start = this.offset;
    const last = Math.ceil(bits / 7) - 1;
    let value = 0;
    let scale = 1;
    let previous = 0;
    for (let index = 0; ; index++) {
      const byte = this.u8();
      if (index === last) this.#checkSignedTail(start, byte, bits, last);
      value += (byte & 0x7f) * scale;
      scale *= 128;
      if (byte < 0x80) {
        this.#checkSignedMinimal(start, byte, previous, index);
        return (byte & 0x40) !== 0 ? value - scale : value;
      }
      previous = byte;
    }
  }

  /** In the last byte the sign must be repeated in every bit beyond the type. */
  #checkSignedTail(start: number, byte: number, bits: number, last: number): void {
    if (byte >= 0x80) throw this.#faults.lebTooLong(start, bits);
    const used = bits - 7 * last;
    const sign = (byte << 25) >> (24 + used);
    if (sign !== 0 && sign !== -1) throw this.#faults.lebTooLarge(start, bits);
  }

  #checkSignedMinimal(start: number, byte: number, previous: number, index: number): void {
    if (!this.#minimal || index === 0) return;
    if ((byte === 0 && (previous & 0x40) === 0) || (byte === 0x7f && (previous & 0x40) !== 0)) {
      throw this.#faults.lebNotMinimal(start);
    }
  }

  #big(bits: number, signed: boolean): bigint {
    const start = this.offset;
    const last = Math.ceil(bits / 7) - 1;
    let value = 0n;
    let shift = 0n;
    let previous = 0;
    for (let index = 0; ; index++) {
      const byte = this.u8();
      if (index === last) {
        if (signed) this.#checkSignedTail(start, byte, bits, last);
        else if (byte >= 0x80) throw this.#faults.lebTooLong(start, bits);
        else if (byte >= 2 ** (bits - 7 * last)) throw this.#faults.lebTooLarge(start, bits);
      }
      value |= BigInt(byte & 0x7f) << shift;
      shift += 7n;
      if (byte < 0x80) {
        if (signed) this.#checkSignedMinimal(start, byte, previous, index);
        else if (this.#minimal && byte === 0 && index > 0) throw this.#faults.lebNotMinimal(start);
        return signed ? BigInt.asIntN(Math.min(64, Number(shift)), value) : value;
      }
      previous = byte;
    }
  }
}
