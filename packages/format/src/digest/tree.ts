import { portableScan, type Scan } from '../image/scan.js';
import { type PageSource, pagesOf, piecesOf, zeroPages } from '../image/source.js';
import { IMAGE_PAGE_SIZE, type Sha256 } from '../syntax/index.js';
import { LEAF_PAGES, Leaf } from './leaf.js';

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

  /** The tree of a memory of `size` bytes, zeros but for the leaves whose digests are given, by position. */
  static ofLeaves(size: bigint, leaves: ReadonlyMap<number, Uint8Array>, options: TreeOptions): MemoryTree {
    const tree = new MemoryTree(zeroPages, options);
    tree.#size = size;
    for (const [index, digest] of leaves) tree.#levels[0]?.set(index, digest);
    tree.#climb(leaves.keys());
    return tree;
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
