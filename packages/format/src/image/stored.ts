import { fault } from '../faults.js';
import {
  type Block,
  type BlockList,
  IMAGE_PAGE_LOG2,
  IMAGE_PAGE_SIZE,
  type Memory,
  memoryBytes,
  type Zstd,
} from '../syntax/index.js';
import { type PageSource, type Piece, pagesOf, piecesOf } from './source.js';

/** What reading an image takes from outside, and where it stands for diagnostics. */
export interface StoredOptions {
  /** Needed where a block is compressed. */
  readonly zstd?: Zstd | undefined;
  /** Path of the memory: `memories[0]`, for example. */
  readonly path?: string;
}

/**
 * The resolved contents of a memory: its blocks over those of its base, which is `zeroPages` for the base `zeros`.
 *
 * One compressed block is kept expanded. Errors while reading: CKPT4005, CKPT1061.
 */
export function storedPages(memory: Memory, base: PageSource, options: StoredOptions = {}): PageSource {
  return new StoredPages(memory, base, options);
}

/** A list as an array; one that is made on demand is made here. */
const arrayOf = (blocks: BlockList): readonly Block[] => (Array.isArray(blocks) ? (blocks as Block[]) : [...blocks]);

class StoredPages implements PageSource {
  readonly size: bigint;
  readonly #blocks: readonly Block[];
  readonly #base: PageSource;
  readonly #blockPages: number;
  readonly #options: StoredOptions;
  #expanded: { readonly block: Block; readonly data: Uint8Array } | undefined;

  constructor(memory: Memory, base: PageSource, options: StoredOptions) {
    this.size = memoryBytes(memory.type);
    this.#blocks = arrayOf(memory.image.blocks);
    this.#base = base;
    this.#blockPages = 2 ** (memory.image.blockSizeLog2 - IMAGE_PAGE_LOG2);
    this.#options = options;
  }

  *pieces(from: number, to: number): Generator<Piece> {
    let page = from;
    for (let position = this.#find(from); page < to; position++) {
      const block = this.#blocks[position];
      const start = block === undefined ? to : this.#startOf(block);
      if (page < start) yield* this.#ofBase(page, Math.min(start, to));
      if (block === undefined || start >= to) return;
      const end = Math.min(to, start + this.#blockPages);
      yield* this.#ofBlock(block, position, Math.max(page, start), end);
      page = end;
    }
  }

  #startOf(block: Block): number {
    return Number(block.number) * this.#blockPages;
  }

  /** The position of the first block that reaches beyond page `page`. */
  #find(page: number): number {
    let low = 0;
    let high = this.#blocks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const block = this.#blocks[middle];
      if (block !== undefined && this.#startOf(block) + this.#blockPages <= page) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  *#ofBlock(block: Block, position: number, from: number, to: number): Generator<Piece> {
    let page = this.#startOf(block);
    let view = 0;
    let at = 0;
    for (const run of block.runs) {
      const start = Math.max(page, from);
      const end = Math.min(page + run.pages, to);
      if (run.kind === 'data') {
        if (start < end) {
          const bytes = this.#dataOf(block, position, view, at);
          const slice = bytes.subarray((start - page) * IMAGE_PAGE_SIZE, (end - page) * IMAGE_PAGE_SIZE);
          yield { page: start, pages: end - start, bytes: slice };
        }
        view += 1;
        at += run.pages * IMAGE_PAGE_SIZE;
      } else if (start < end) {
        if (run.kind === 'zeros') yield { page: start, pages: end - start };
        else yield* this.#ofBase(start, end);
      }
      page += run.pages;
      if (page >= to) return;
    }
    yield* this.#ofBase(Math.max(page, from), to);
  }

  /** The bytes from the data run on that has `view` data runs and `at` bytes of data before it. */
  #dataOf(block: Block, position: number, view: number, at: number): Uint8Array {
    const { data } = block;
    if (data.coding === 'raw') return data.views[view] ?? new Uint8Array(0);
    if (this.#expanded?.block !== block) {
      this.#expanded = { block, data: this.#expand(block, data.frame, position) };
    }
    return this.#expanded.data.subarray(at);
  }

  #expand(block: Block, frame: Uint8Array, position: number): Uint8Array {
    const path = `${this.#options.path ?? 'memory'}.image.blocks[${position}].data`;
    const { zstd } = this.#options;
    if (zstd === undefined) throw fault('CKPT4005', {}, 0, path); // clause: emb-zstd
    const expected = block.data.size;
    let data: Uint8Array;
    try {
      data = zstd.decompress(frame, expected);
    } catch (error) {
      const what = error instanceof Error ? error.message : 'does not decompress';
      throw fault('CKPT1061', { expected, what }, 0, path); // clause: bin-zstd-frame
    }
    // clause: bin-zstd-frame
    if (data.length !== expected)
      throw fault('CKPT1061', { expected, what: `expands to ${data.length} bytes` }, 0, path);
    return data;
  }

  /** Pages of the base, which may be shorter or longer than the memory. */
  *#ofBase(from: number, to: number): Generator<Piece> {
    const tail = Number(this.size % BigInt(IMAGE_PAGE_SIZE));
    const last = tail === 0 ? Number.POSITIVE_INFINITY : pagesOf(this.size) - 1;
    for (const piece of piecesOf(this.#base, from, to)) {
      if (piece.bytes === undefined || piece.page + piece.pages <= last) yield piece;
      else yield { ...piece, bytes: piece.bytes.subarray(0, (last - piece.page) * IMAGE_PAGE_SIZE + tail) };
    }
  }
}
