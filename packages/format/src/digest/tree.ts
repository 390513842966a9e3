import { portableScan, type Scan } from '../image/scan.js';
import { type PageSource, pagesOf, piecesOf } from '../image/source.js';
import { IMAGE_PAGE_SIZE, type Sha256 } from '../syntax/index.js';

/** Pages of a leaf of 64 KiB. */
const LEAF_PAGES = 16;
const LEAF = 0;
const NODE = 1;
const DIGEST_SIZE = 32;

export interface TreeOptions {
  readonly sha256: Sha256;
  /** The portable one by default. */
  readonly scan?: Scan;
}

/**
 * The hash tree over the contents of a memory; spec/state-digest.md, Memories.
 *
 * Holds the digests of the subtrees that are not all zero: 64 bytes for each leaf of 64 KiB that is not.
 */
export class MemoryTree {
  readonly #sha256: Sha256;
  readonly #scan: Scan;
  /** Digests by height, then by position; absent where all is zero. */
  readonly #levels: Map<number, Uint8Array>[] = [new Map()];
  /** Digests of subtrees that are all zero, by height. */
  readonly #zeros: Uint8Array[];
  #size = 0n;

  /** The tree of all that `source` holds; leaves that are all zero cost no hashing. */
  constructor(source: PageSource, options: TreeOptions) {
    this.#sha256 = options.sha256;
    this.#scan = options.scan ?? portableScan;
    this.#zeros = [options.sha256.digest(new Uint8Array(3))];
    this.#size = source.size;
    this.#climb(this.#hashLeaves(source, 0, pagesOf(source.size)));
  }

  /** Bytes of the memory. */
  get size(): bigint {
    return this.#size;
  }

  /** The root for the present size, 32 bytes; clause digest-root. */
  get root(): Uint8Array {
    const height = this.#height;
    return this.#levels[height]?.get(0) ?? this.#zero(height);
  }

  /**
   * Takes over the pages of `source` with these numbers, in any order, and its size, which may have grown.
   *
   * All other pages are taken to be as they were, those beyond the old size to be zero. Costs the leaves of these
   * pages and as many nodes for each as the tree is high.
   */
  update(pages: Iterable<number>, source: PageSource): void {
    if (source.size < this.#size) throw new RangeError('a memory never shrinks');
    const leaves = new Set<number>();
    const last = pagesOf(source.size);
    for (const page of pages) if (page < last) leaves.add(Math.floor(page / LEAF_PAGES));
    // A page that was cut by the end of the memory has become longer.
    if (source.size > this.#size && this.#size % BigInt(IMAGE_PAGE_SIZE) !== 0n) {
      leaves.add(Math.floor((pagesOf(this.#size) - 1) / LEAF_PAGES));
    }
    const old = this.#height;
    this.#size = source.size;
    const changed = new Set<number>();
    for (const leaf of leaves) {
      this.#levels[0]?.delete(leaf);
      this.#hashLeaves(source, leaf * LEAF_PAGES, Math.min(last, (leaf + 1) * LEAF_PAGES));
      changed.add(leaf);
    }
    this.#climb(changed, old);
  }

  /** The least h with 2^h leaves or more. */
  get #height(): number {
    const leaves = Math.ceil(pagesOf(this.#size) / LEAF_PAGES);
    let height = 0;
    while (2 ** height < leaves) height += 1;
    return height;
  }

  #zero(height: number): Uint8Array {
    for (let level = this.#zeros.length; level <= height; level++) {
      const below = this.#zeros[level - 1] ?? new Uint8Array(DIGEST_SIZE);
      this.#zeros.push(this.#node(below, below));
    }
    return this.#zeros[height] ?? new Uint8Array(DIGEST_SIZE);
  }

  #node(left: Uint8Array, right: Uint8Array): Uint8Array {
    const bytes = new Uint8Array(1 + 2 * DIGEST_SIZE);
    bytes[0] = NODE;
    bytes.set(left, 1);
    bytes.set(right, 1 + DIGEST_SIZE);
    return this.#sha256.digest(bytes);
  }

  /** Computes the nodes above leaves that changed, and those above the old root where the tree has grown. */
  #climb(leaves: Iterable<number>, oldHeight = 0): void {
    let changed = new Set(leaves);
    const height = this.#height;
    for (let level = 1; level <= height; level++) {
      if (level - 1 === oldHeight) changed.add(0);
      const below = this.#levels[level - 1] ?? new Map<number, Uint8Array>();
      const nodes = this.#levels[level] ?? new Map<number, Uint8Array>();
      this.#levels[level] = nodes;
      const parents = new Set<number>();
      for (const index of changed) parents.add(Math.floor(index / 2));
      for (const index of parents) {
        const left = below.get(2 * index);
        const right = below.get(2 * index + 1);
        if (left === undefined && right === undefined) nodes.delete(index);
        else nodes.set(index, this.#node(left ?? this.#zero(level - 1), right ?? this.#zero(level - 1)));
      }
      changed = parents;
    }
  }

  /** Hashes the leaves of the pages from `from` up to `to`, which are whole leaves; returns those that are not zero. */
  #hashLeaves(source: PageSource, from: number, to: number): Set<number> {
    const found = new Set<number>();
    let leaf = new Leaf();
    const finish = (): void => {
      if (leaf.mask === 0) return;
      this.#levels[0]?.set(leaf.index, leaf.digest(this.#sha256));
      found.add(leaf.index);
    };
    for (const piece of piecesOf(source, from, to)) {
      if (piece.bytes === undefined) continue;
      const last = piece.page + Math.ceil(piece.bytes.length / IMAGE_PAGE_SIZE);
      for (let page = piece.page; page < last; ) {
        const index = Math.floor(page / LEAF_PAGES);
        const end = Math.min((index + 1) * LEAF_PAGES, last);
        if (index !== leaf.index) {
          finish();
          leaf = new Leaf(index);
        }
        leaf.take(piece.bytes, piece.page, page, end, source.size, this.#scan);
        page = end;
      }
    }
    finish();
    return found;
  }
}

/** Bytes of page `page` in a memory of `size` bytes. */
function pageBytes(page: number, size: bigint): number {
  const left = size - BigInt(page) * BigInt(IMAGE_PAGE_SIZE);
  return left < BigInt(IMAGE_PAGE_SIZE) ? Number(left) : IMAGE_PAGE_SIZE;
}

const marks = new Uint8Array(LEAF_PAGES);

/** A leaf in the making: its pages that are not zero, neighbours in one part. */
class Leaf {
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
        this.mask |= ((1 << (stop - start)) - 1) << ((page + start) % LEAF_PAGES);
        this.#parts.push(bytes.subarray(from + start * IMAGE_PAGE_SIZE, Math.min(from + stop * IMAGE_PAGE_SIZE, to)));
      }
      start = stop + 1;
    }
    // The source may have ended within its last page where the memory goes on, with zeros.
    const missing = (end - 1 - first) * IMAGE_PAGE_SIZE + pageBytes(end - 1, size) - to;
    if (missing > 0 && marks[count - 1] === 1) this.#parts.push(new Uint8Array(missing));
  }

  /** clause: digest-leaf */
  digest(sha256: Sha256): Uint8Array {
    const hash = sha256.create();
    hash.update(Uint8Array.of(LEAF, this.mask & 0xff, this.mask >>> 8));
    for (const part of this.#parts) hash.update(part);
    return hash.digest();
  }
}
