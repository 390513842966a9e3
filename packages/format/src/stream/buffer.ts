import { CRC_SIZE } from '../framing/section.js';

/** Bytes of the longest LEB128 integer of 64 bits. */
const LONGEST_SIZE = 10;

/** The bytes of a file that have come and were not used yet. */
export class SectionBuffer {
  #store = new Uint8Array(1 << 16);
  #start = 0;
  #end = 0;
  #offset = 0;

  /** Offset in the file of the first of `bytes`. */
  get offset(): number {
    return this.#offset;
  }

  /** A view that is valid until the next push. */
  get bytes(): Uint8Array {
    return this.#store.subarray(this.#start, this.#end);
  }

  push(chunk: Uint8Array): void {
    const used = this.#end - this.#start;
    if (this.#end + chunk.length > this.#store.length) {
      const needed = used + chunk.length;
      // What is left is moved to the front; a larger store is made only when it does not fit at all.
      const target =
        needed <= this.#store.length ? this.#store : new Uint8Array(Math.max(needed, 2 * this.#store.length));
      if (target === this.#store) this.#store.copyWithin(0, this.#start, this.#end);
      else target.set(this.bytes);
      this.#store = target;
      this.#start = 0;
      this.#end = used;
    }
    this.#store.set(chunk, this.#end);
    this.#end += chunk.length;
  }

  drop(size: number): void {
    this.#start += size;
    this.#offset += size;
  }

  /** Bytes of the section at the front, as far as its head tells; a malformed head counts as a whole section. */
  sectionSize(): number | undefined {
    const { bytes } = this;
    let size = 0;
    for (let index = 1; index <= LONGEST_SIZE; index++) {
      const byte = bytes[index];
      if (byte === undefined) return undefined;
      size += (byte & 0x7f) * 2 ** (7 * (index - 1));
      if (byte < 0x80) return 1 + index + size + CRC_SIZE;
    }
    return 1 + LONGEST_SIZE;
  }
}
