import type { Scan } from '../image/scan.js';
import { IMAGE_PAGE_SIZE, type Sha256 } from '../syntax/index.js';

/** Pages of a leaf of 64 KiB. */
export const LEAF_PAGES = 16;
const LEAF = 0;

/** Bytes of page `page` in a memory of `size` bytes. */
function pageBytes(page: number, size: bigint): number {
  const left = size - BigInt(page) * BigInt(IMAGE_PAGE_SIZE);
  return left < BigInt(IMAGE_PAGE_SIZE) ? Number(left) : IMAGE_PAGE_SIZE;
}

const marks = new Uint8Array(LEAF_PAGES);

/** A leaf in the making: its pages that are not zero, neighbours in one part. */
export class Leaf {
  readonly index: number;
  mask = 0;
  readonly #parts: Uint8Array[] = [];

  constructor(index = -1) {
    this.index = index;
  }

  /** Takes the pages from `page` up to `end` of a piece that starts at page `first`. */
  take(bytes: Uint8Array, first: number, page: number, end: number, size: bigint, scan: Scan): void {
    const from = (page - first) * IMAGE_PAGE_SIZE;
    const to = Math.min((end - first) * IMAGE_PAGE_SIZE, bytes.length);
    scan.markFilled(bytes, from, to, marks);
    const count = end - page;
    for (let start = 0; start < count; ) {
      let stop = start;
      while (stop < count && marks[stop] === 1) stop += 1;
      if (stop > start) {
        const part = bytes.subarray(from + start * IMAGE_PAGE_SIZE, Math.min(from + stop * IMAGE_PAGE_SIZE, to));
        this.add((page + start) % LEAF_PAGES, stop - start, part);
      }
      start = stop + 1;
    }
    // The source may have ended within its last page where the memory goes on, with zeros.
    const missing = (end - 1 - first) * IMAGE_PAGE_SIZE + pageBytes(end - 1, size) - to;
    if (missing > 0 && marks[count - 1] === 1) this.#parts.push(new Uint8Array(missing));
  }

  /** Takes `pages` pages from the page with this position in the leaf on, none of which is zero. */
  add(position: number, pages: number, bytes: Uint8Array): void {
    this.mask |= ((1 << pages) - 1) << position;
    this.#parts.push(bytes);
  }

  /** clause: digest-leaf */
  digest(sha256: Sha256): Uint8Array {
    const hash = sha256.create();
    hash.update(Uint8Array.of(LEAF, this.mask & 0xff, this.mask >>> 8));
    for (const part of this.#parts) hash.update(part);
    return hash.digest();
  }
}
