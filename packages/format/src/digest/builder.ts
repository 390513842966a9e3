import { type Block, IMAGE_PAGE_LOG2, IMAGE_PAGE_SIZE } from '../syntax/index.js';
import { LEAF_PAGES, Leaf } from './leaf.js';
import { MemoryTree, type TreeOptions } from './tree.js';

/**
 * Makes the hash tree of a memory from the raw blocks of its image over zeros, each as it is written.
 *
 * So the pages are hashed while they are in the cache, and not looked at again.
 */
export class TreeBuilder {
  readonly #size: bigint;
  readonly #blockPages: number;
  readonly #options: TreeOptions;
  readonly #leaves = new Map<number, Uint8Array>();
  #leaf = new Leaf();

  /** For a memory of `size` bytes whose image has blocks of 2^blockSizeLog2 bytes. */
  constructor(size: bigint, blockSizeLog2: number, options: TreeOptions) {
    this.#size = size;
    this.#blockPages = 2 ** (blockSizeLog2 - IMAGE_PAGE_LOG2);
    this.#options = options;
  }

  /** Takes the next block, in order; its base is zeros and its data are raw. */
  block({ number, runs, data }: Block): void {
    if (data.coding !== 'raw') throw new RangeError('a compressed block is hashed before it is compressed');
    let page = Number(number) * this.#blockPages;
    let view = 0;
    for (const run of runs) {
      if (run.kind === 'data') this.#add(page, run.pages, data.views[view++] ?? new Uint8Array(0));
      page += run.pages;
    }
  }

  #add(first: number, pages: number, bytes: Uint8Array): void {
    for (let page = first; page < first + pages; ) {
      const index = Math.floor(page / LEAF_PAGES);
      const end = Math.min((index + 1) * LEAF_PAGES, first + pages);
      if (index !== this.#leaf.index) {
        this.#flush();
        this.#leaf = new Leaf(index);
      }
      const part = bytes.subarray((page - first) * IMAGE_PAGE_SIZE, (end - first) * IMAGE_PAGE_SIZE);
      this.#leaf.add(page % LEAF_PAGES, end - page, part);
      page = end;
    }
    // What fills its leaf is hashed now: a later block begins another one, and the pages are still in the cache.
    if ((first + pages) % LEAF_PAGES === 0) this.#flush();
  }

  #flush(): void {
    if (this.#leaf.mask !== 0) this.#leaves.set(this.#leaf.index, this.#leaf.digest(this.#options.sha256));
    this.#leaf = new Leaf();
  }

  /** The tree; to be called once, after the last block. */
  finish(): MemoryTree {
    this.#flush();
    return MemoryTree.ofLeaves(this.#size, this.#leaves, this.#options);
  }
}
