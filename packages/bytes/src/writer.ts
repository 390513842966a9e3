import { encodeUtf8 } from './utf8.js';

/** Writes the primitive items of WebAssembly's binary conventions, LEB128 always minimal, into a growing array. */
export class ByteWriter {
  #bytes: Uint8Array;
  #view: DataView;
  #length = 0;

  constructor(capacity = 256) {
    this.#bytes = new Uint8Array(Math.max(16, capacity));
    this.#view = new DataView(this.#bytes.buffer);
  }

  /** Bytes written so far. */
  get length(): number {
    return this.#length;
  }

  /** A copy of what was written. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  /** A view of what was written, valid until the next write. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  u8(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  /** Four bytes, little-endian. */
  fixed32(value: number): void {
    this.#reserve(4);
    this.#view.setUint32(this.#length, value, true);
    this.#length += 4;
  }

  /** Eight bytes, little-endian. */
  fixed64(value: bigint): void {
    this.#reserve(8);
    this.#view.setBigUint64(this.#length, BigInt.asUintN(64, value), true);
    this.#length += 8;
  }

  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** A part of other bytes. */
  copy(bytes: Uint8Array, start: number, end: number): void {
    const size = end - start;
    this.#reserve(size);
    // Short parts are the common case where code is rewritten, and a view costs more than they do.
    if (size < 40) {
      const to = this.#bytes;
      let at = this.#length;
      for (let from = start; from < end; from++) to[at++] = bytes[from] ?? 0;
    } else this.#bytes.set(bytes.subarray(start, end), this.#length);
    this.#length += size;
  }

  u32(value: number): void {
    let rest = value >>> 0;
    while (rest >= 0x80) {
      this.u8((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.u8(rest);
  }

  s32(value: number): void {
    this.s33(value | 0);
  }

  /** A signed integer of up to 33 bits. */
  s33(value: number): void {
    let rest = value;
    for (;;) {
      const low = ((rest % 128) + 128) % 128;
      rest = Math.floor(rest / 128);
      if ((rest === 0 && low < 0x40) || (rest === -1 && low >= 0x40)) {
        this.u8(low);
        return;
      }
      this.u8(low | 0x80);
    }
  }

  u64(value: bigint): void {
    let rest = BigInt.asUintN(64, value);
    while (rest >= 0x80n) {
      this.u8(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    this.u8(Number(rest));
  }

  s64(value: bigint): void {
    let rest = BigInt.asIntN(64, value);
    for (;;) {
      const low = Number(rest & 0x7fn);
      rest >>= 7n;
      if ((rest === 0n && low < 0x40) || (rest === -1n && low >= 0x40)) {
        this.u8(low);
        return;
      }
      this.u8(low | 0x80);
    }
  }

  name(text: string): void {
    const bytes = encodeUtf8(text);
    this.u32(bytes.length);
    this.raw(bytes);
  }

  /** What `write` writes, preceded by its size in bytes. */
  sized(write: (inner: ByteWriter) => void): void {
    const inner = new ByteWriter();
    write(inner);
    this.u32(inner.length);
    this.raw(inner.view());
  }

  /** A vector: its length, then each item. */
  vec<Item>(items: readonly Item[], write: (item: Item) => void): void {
    this.u32(items.length);
    for (const item of items) write(item);
  }

  #reserve(size: number): void {
    const needed = this.#length + size;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    grown.set(this.view());
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}
