import {
  IMAGE_PAGE_SIZE,
  memoryBytes,
  type PageSource,
  type ParentGiven,
  pagesOf,
  piecesOf,
  readPages,
} from '@wasm-checkpoint/format';
import { smaller } from '../text/quantity.js';

/** Bytes from `from` up to `to`, of which at least the first and the last differ. */
export interface DifferingRange {
  readonly from: number;
  readonly to: number;
}

/** How the contents of two memories differ, as far as both reach. */
export interface ContentsDifference {
  /** Bytes that differ, exactly. */
  readonly bytes: number;
  /** Pages of 4096 bytes with such bytes, ascending. */
  readonly pages: readonly number[];
  /** The first ranges, drawn together where fewer than 16 equal bytes lie between. */
  readonly ranges: readonly DifferingRange[];
  /** Ranges beyond those. */
  readonly moreRanges: number;
}

const WINDOW_PAGES = 64;
const GAP = 16;
/** Ranges that are kept; the others are only counted. */
const MAX_RANGES = 10_000;

class Comparison {
  readonly ranges: DifferingRange[] = [];
  readonly pages: number[] = [];
  bytes = 0;
  moreRanges = 0;
  #from = -1;
  #to = -1;

  differs(at: number): void {
    this.bytes += 1;
    const page = Math.floor(at / IMAGE_PAGE_SIZE);
    if (this.pages.at(-1) !== page) this.pages.push(page);
    if (this.#from >= 0 && at - this.#to > GAP) this.end();
    if (this.#from < 0) this.#from = at;
    this.#to = at + 1;
  }

  end(): void {
    if (this.#from < 0) return;
    if (this.ranges.length < MAX_RANGES) this.ranges.push({ from: this.#from, to: this.#to });
    else this.moreRanges += 1;
    this.#from = -1;
  }
}

const hasData = (source: PageSource, from: number, to: number): boolean => {
  for (const { bytes } of piecesOf(source, from, to)) if (bytes !== undefined) return true;
  return false;
};

/** Compares the bytes that both sources have; what lies beyond the end of one is for the sizes to tell. */
export function compareContents(left: PageSource, right: PageSource): ContentsDifference {
  const size = Number(smaller(left.size, right.size));
  const pages = pagesOf(BigInt(size));
  const comparison = new Comparison();
  const buffers = [Buffer.alloc(WINDOW_PAGES * IMAGE_PAGE_SIZE), Buffer.alloc(WINDOW_PAGES * IMAGE_PAGE_SIZE)] as const;
  for (let page = 0; page < pages; page += WINDOW_PAGES) {
    const last = Math.min(pages, page + WINDOW_PAGES);
    if (!hasData(left, page, last) && !hasData(right, page, last)) continue;
    const start = page * IMAGE_PAGE_SIZE;
    const length = Math.min(size, last * IMAGE_PAGE_SIZE) - start;
    const [a, b] = [buffers[0].subarray(0, length), buffers[1].subarray(0, length)];
    readPages(left, page, a);
    readPages(right, page, b);
    compareWindow(a, b, start, comparison);
  }
  comparison.end();
  return comparison;
}

function compareWindow(a: Buffer, b: Buffer, start: number, comparison: Comparison): void {
  for (let at = 0; at < a.length; at += IMAGE_PAGE_SIZE) {
    const end = Math.min(a.length, at + IMAGE_PAGE_SIZE);
    if (a.compare(b, at, end, at, end) === 0) continue;
    for (let index = at; index < end; index++) if (a[index] !== b[index]) comparison.differs(start + index);
  }
}

/** Contents that are one byte everywhere: stands for a base that is not at hand. */
export function uniform(byte: number, size: bigint): PageSource {
  const buffer = new Uint8Array(WINDOW_PAGES * IMAGE_PAGE_SIZE).fill(byte);
  return {
    size,
    *pieces(from, to) {
      for (let page = from; page < to; page += WINDOW_PAGES) {
        const pages = Math.min(WINDOW_PAGES, to - page);
        yield { page, pages, bytes: buffer.subarray(0, pages * IMAGE_PAGE_SIZE) };
      }
    },
  };
}

/** The checkpoints from `child` to its oldest ancestor, each found among `candidates` by its fingerprint. */
export function chainOf(child: ParentGiven, candidates: ReadonlyMap<string, ParentGiven>): readonly ParentGiven[] {
  const chain = [child];
  for (let link = child; link.checkpoint.parent !== undefined; ) {
    const parent = candidates.get(Buffer.from(link.checkpoint.parent.digest).toString('hex'));
    // Two files cannot name each other, but who writes fingerprints by hand could try.
    if (parent === undefined || chain.includes(parent)) break;
    chain.push(parent);
    link = parent;
  }
  return chain;
}

/** The size of memory `address` of a checkpoint, 0 where there is none. */
export const sizeOf = ({ checkpoint }: ParentGiven, address: number): bigint => {
  const memory = checkpoint.memories[address];
  return memory === undefined ? 0n : memoryBytes(memory.type);
};
