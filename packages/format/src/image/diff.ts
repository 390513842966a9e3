import { type Block, IMAGE_PAGE_SIZE, type MemBase, type MemoryImage } from '../syntax/index.js';
import { BASE, type BlockOptions, type BlockSettings, blockOf, blockSettings, DATA, ZEROS } from './blocks.js';
import type { Scan } from './scan.js';
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
  const comparison = {
    bytes,
    pages: Math.ceil(bytes.length / IMAGE_PAGE_SIZE),
    source,
    settings,
    kinds: new Uint8Array(settings.pages),
    filled: new Uint8Array(settings.pages),
  };
  const blocks = options.dirty === undefined ? allBlocks(comparison) : dirtyBlocks(comparison, options.dirty);
  for (const block of blocks) if (block !== undefined) yield block;
}

/** Bytes on their way to blocks, and the kinds of the pages of the block at hand. */
interface Comparison {
  readonly bytes: Uint8Array;
  readonly pages: number;
  readonly source: PageSource;
  readonly settings: BlockSettings;
  readonly kinds: Uint8Array;
  readonly filled: Uint8Array;
}

function* allBlocks(comparison: Comparison): Generator<Block | undefined> {
  const { pages } = comparison.settings;
  let start = 0;
  for (const piece of piecesOf(comparison.source, 0, comparison.pages)) {
    const last = piece.page + piece.pages;
    for (let page = piece.page; page < last; ) {
      const block = page - (page % pages);
      if (block !== start) {
        yield blockAt(comparison, start);
        start = block;
      }
      const end = Math.min(block + pages, last);
      comparePages(comparison, piece, page, end, block);
      page = end;
    }
  }
  if (comparison.pages > 0) yield blockAt(comparison, start);
}

function* dirtyBlocks(comparison: Comparison, dirty: DirtyPages): Generator<Block | undefined> {
  const { pages } = comparison.settings;
  let start = -1;
  let last = -1;
  for (const page of dirty.pages()) {
    if (!(page > last && page < comparison.pages)) throw new RangeError(`dirty page ${page} is out of order or range`);
    last = page;
    const block = page - (page % pages);
    if (block !== start) {
      if (start !== -1) yield blockAt(comparison, start);
      start = block;
      comparison.kinds.fill(BASE);
    }
    for (const piece of piecesOf(comparison.source, page, page + 1)) {
      comparePages(comparison, piece, page, page + 1, start);
    }
  }
  if (start !== -1) yield blockAt(comparison, start);
}

/** The block that starts at page `start`, whose pages have been compared. */
function blockAt({ bytes, pages, settings, kinds }: Comparison, start: number): Block | undefined {
  const count = Math.min(settings.pages, pages - start);
  const own = bytes.subarray(start * IMAGE_PAGE_SIZE, (start + count) * IMAGE_PAGE_SIZE);
  return blockOf(start / settings.pages, own, kinds, count, settings.compression);
}

/** Sets the kinds of the pages from `first` up to `last`, of one piece of the base and of the block that starts at `start`. */
function comparePages(comparison: Comparison, piece: Piece, first: number, last: number, start: number): void {
  const { bytes, kinds, filled } = comparison;
  const { scan } = comparison.settings;
  const from = first * IMAGE_PAGE_SIZE;
  const to = Math.min(last * IMAGE_PAGE_SIZE, bytes.length);
  const base = piece.bytes;
  const offset = from - piece.page * IMAGE_PAGE_SIZE;
  if (base !== undefined && base.length - offset >= to - from && scan.equal(bytes, from, base, offset, to - from)) {
    kinds.fill(BASE, first - start, last - start);
    return;
  }
  scan.markFilled(bytes, from, to, filled);
  for (let at = from, index = 0; at < to; at += IMAGE_PAGE_SIZE, index++) {
    // clause: syn-base-different, bin-page-zero
    let kind = filled[index] === 1 ? DATA : base === undefined ? BASE : ZEROS;
    if (base !== undefined) {
      const end = Math.min(at + IMAGE_PAGE_SIZE, to);
      if (equalsBase(scan, bytes, at, end, base, offset + at - from)) kind = BASE;
    }
    kinds[first - start + index] = kind;
  }
}

/** Whether the bytes from `at` to `end` are those of the base from `offset` on, zeros after its end. */
function equalsBase(scan: Scan, bytes: Uint8Array, at: number, end: number, base: Uint8Array, offset: number): boolean {
  const common = Math.max(0, Math.min(end - at, base.length - offset));
  return scan.equal(bytes, at, base, offset, common) && scan.isZero(bytes, at + common, end);
}
