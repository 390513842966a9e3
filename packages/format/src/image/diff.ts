import { type Block, IMAGE_PAGE_SIZE, type MemBase, type MemoryImage } from '../syntax/index.js';
import { BASE, type BlockOptions, type BlockSettings, blockOf, blockSettings, DATA, ZEROS } from './blocks.js';
import { bytesSource, type PageSource, type Piece, piecesOf, zeroPages } from './source.js';

/** The pages that may differ from the base, by number, ascending. */
export interface DirtyPages {
  pages(): Iterable<number>;
}

export interface DiffOptions extends BlockOptions {
  /** Pages that are not among these are taken to equal the base: nothing else is read. All pages by default. */
  readonly dirty?: DirtyPages;
}

/** The image of a memory whose base is zeros; its raw blocks are views of `bytes`, which is scanned once. */
export function imageOf(bytes: Uint8Array, options: BlockOptions = {}): MemoryImage {
  return diff(bytes, zeroPages, { kind: 'zeros' }, options);
}

/**
 * The image of a memory by its difference from the contents of its base; raw blocks are views of `bytes`.
 *
 * `from` is what `base` resolves to, cut or continued by zeros to the length of `bytes`. With dirty pages the time is
 * that of these pages.
 */
export function diff(
  bytes: Uint8Array,
  from: PageSource | Uint8Array,
  base: MemBase,
  options: DiffOptions = {},
): MemoryImage {
  const { blockSizeLog2 } = blockSettings(options);
  return { base, blockSizeLog2, blocks: [...differences(bytes, from, options)] };
}

/** The blocks of `diff`, made one at a time. */
export function* differences(
  bytes: Uint8Array,
  from: PageSource | Uint8Array,
  options: DiffOptions = {},
): Generator<Block> {
  const settings = blockSettings(options);
  const source = from instanceof Uint8Array ? bytesSource(from) : from;
  const comparison = new Comparison(bytes, source, settings);
  const blocks = options.dirty === undefined ? comparison.all() : comparison.dirty(options.dirty);
  for (const block of blocks) if (block !== undefined) yield block;
}

/** Tells for each page whether it is that of the base, zero or neither. */
class Comparison {
  readonly #bytes: Uint8Array;
  readonly #source: PageSource;
  readonly #settings: BlockSettings;
  readonly #kinds: Uint8Array;
  readonly #pages: number;

  constructor(bytes: Uint8Array, source: PageSource, settings: BlockSettings) {
    this.#bytes = bytes;
    this.#source = source;
    this.#settings = settings;
    this.#kinds = new Uint8Array(settings.pages);
    this.#pages = Math.ceil(bytes.length / IMAGE_PAGE_SIZE);
  }

  *all(): Generator<Block | undefined> {
    const { pages } = this.#settings;
    for (let start = 0; start < this.#pages; start += pages) {
      for (const piece of piecesOf(this.#source, start, Math.min(start + pages, this.#pages))) {
        this.#compare(piece, start);
      }
      yield this.#block(start);
    }
  }

  *dirty(dirty: DirtyPages): Generator<Block | undefined> {
    const { pages } = this.#settings;
    let start = -1;
    let last = -1;
    for (const page of dirty.pages()) {
      if (!(page > last && page < this.#pages)) throw new RangeError(`dirty page ${page} is out of order or range`);
      last = page;
      const block = page - (page % pages);
      if (block !== start) {
        if (start !== -1) yield this.#block(start);
        start = block;
        this.#kinds.fill(BASE);
      }
      for (const piece of piecesOf(this.#source, page, page + 1)) this.#compare(piece, start);
    }
    if (start !== -1) yield this.#block(start);
  }

  #block(start: number): Block | undefined {
    const { pages, compression } = this.#settings;
    const count = Math.min(pages, this.#pages - start);
    const bytes = this.#bytes.subarray(start * IMAGE_PAGE_SIZE, (start + count) * IMAGE_PAGE_SIZE);
    return blockOf(start / pages, bytes, this.#kinds, count, compression);
  }

  /** Sets the kinds of the pages of a piece of the base; `start` is the first page of the block. */
  #compare({ page, pages, bytes: base }: Piece, start: number): void {
    const { scan } = this.#settings;
    const bytes = this.#bytes;
    const from = page * IMAGE_PAGE_SIZE;
    const to = Math.min(from + pages * IMAGE_PAGE_SIZE, bytes.length);
    if (base !== undefined && base.length >= to - from && scan.equal(bytes, from, base, 0, to - from)) {
      this.#kinds.fill(BASE, page - start, page - start + pages);
      return;
    }
    for (let at = from, index = page - start; at < to; at += IMAGE_PAGE_SIZE, index++) {
      const end = Math.min(at + IMAGE_PAGE_SIZE, to);
      // clause: syn-base-different, bin-page-zero
      if (base === undefined) this.#kinds[index] = scan.isZero(bytes, at, end) ? BASE : DATA;
      else if (this.#equals(base, at - from, at, end)) this.#kinds[index] = BASE;
      else this.#kinds[index] = scan.isZero(bytes, at, end) ? ZEROS : DATA;
    }
  }

  /** Whether the bytes from `at` to `end` are those of the base from `offset` on, zeros after its end. */
  #equals(base: Uint8Array, offset: number, at: number, end: number): boolean {
    const { scan } = this.#settings;
    const common = Math.max(0, Math.min(end - at, base.length - offset));
    return scan.equal(this.#bytes, at, base, offset, common) && scan.isZero(this.#bytes, at + common, end);
  }
}
