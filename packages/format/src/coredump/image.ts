import { checkLimit, type ReaderLimits } from '../limits.js';
import { memoryBytes } from '../syntax/geometry.js';
import { type Block, IMAGE_PAGE_LOG2, IMAGE_PAGE_SIZE, type MemoryImage, type PageRun } from '../syntax/index.js';
import { zeroPage } from '../valid/zero-page.js';
import type { DumpMemory, DumpSegment } from './syntax.js';

/** A page under construction; a view of the file until something else is written over it. */
interface Page {
  bytes: Uint8Array;
  owned: boolean;
}

/** Bytes that may still be taken, over all memories of a dump. */
export interface Budget {
  left: number;
}

/** Whether a page, which has at least one byte, is all zero. */
const isZero = (page: Uint8Array): boolean => zeroPage(page, 0, page.length) === 0;

class Pages {
  readonly #size: bigint;
  readonly #take: () => void;
  readonly pages = new Map<bigint, Page>();

  constructor(size: bigint, take: () => void) {
    this.#size = size;
    this.#take = take;
  }

  write(segment: DumpSegment): void {
    let at = 0;
    while (at < segment.bytes.length) {
      const offset = segment.offset + BigInt(at);
      const number = offset >> BigInt(IMAGE_PAGE_LOG2);
      const inside = Number(offset & BigInt(IMAGE_PAGE_SIZE - 1));
      const part = segment.bytes.subarray(at, at + IMAGE_PAGE_SIZE - inside);
      this.#put(number, inside, part);
      at += part.length;
    }
  }

  #put(number: bigint, inside: number, part: Uint8Array): void {
    const start = number << BigInt(IMAGE_PAGE_LOG2);
    const length = this.#size - start < BigInt(IMAGE_PAGE_SIZE) ? Number(this.#size - start) : IMAGE_PAGE_SIZE;
    let page = this.pages.get(number);
    if (page === undefined) this.#take();
    if (part.length === length) {
      this.pages.set(number, { bytes: part, owned: false });
      return;
    }
    if (page === undefined || !page.owned) {
      const bytes = new Uint8Array(length);
      if (page !== undefined) bytes.set(page.bytes);
      page = { bytes, owned: true };
      this.pages.set(number, page);
    }
    page.bytes.set(part, inside);
  }
}

const concat = (parts: readonly Uint8Array[]): Uint8Array => {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
};

/** One block from its pages, which are in order and not all zero; `first` is the number of the block's first page. */
const blockOf = (number: bigint, first: bigint, pages: readonly (readonly [bigint, Uint8Array])[]): Block => {
  const runs: PageRun[] = [];
  const data: Uint8Array[][] = [];
  let next = first;
  for (const [page, bytes] of pages) {
    const gap = Number(page - next);
    const last = runs.at(-1);
    if (gap === 0 && last?.kind === 'data') {
      runs[runs.length - 1] = { kind: 'data', pages: last.pages + 1 };
      data.at(-1)?.push(bytes);
    } else {
      if (gap > 0) runs.push({ kind: 'base', pages: gap });
      runs.push({ kind: 'data', pages: 1 });
      data.push([bytes]);
    }
    next = page + 1n;
  }
  const views = data.map(concat);
  return { number, runs, data: { coding: 'raw', size: views.reduce((sum, view) => sum + view.length, 0), views } };
};

/**
 * The image of a memory of a core dump over a base of zeros, canonical for its block size.
 *
 * Throws CKPT9001 when the pages exceed `maxExpandedBytes`, of which `budget` says what is left.
 */
export function imageOfSegments(
  memory: DumpMemory,
  blockSizeLog2: number,
  budget: Budget,
  limits: ReaderLimits,
  path: string,
): MemoryImage {
  const pages = new Pages(memoryBytes(memory.type), () => {
    budget.left -= IMAGE_PAGE_SIZE;
    if (budget.left < 0) checkLimit(limits, 'maxExpandedBytes', limits.maxExpandedBytes - budget.left, 0, path);
  });
  for (const segment of memory.segments) pages.write(segment);
  const filled = [...pages.pages]
    .filter(([, page]) => !isZero(page.bytes))
    .map(([number, page]) => [number, page.bytes] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const shift = BigInt(blockSizeLog2 - IMAGE_PAGE_LOG2);
  const blocks: Block[] = [];
  for (let start = 0; start < filled.length; ) {
    const number = (filled[start]?.[0] ?? 0n) >> shift;
    let end = start;
    while (end < filled.length && (filled[end]?.[0] ?? 0n) >> shift === number) end += 1;
    blocks.push(blockOf(number, number << shift, filled.slice(start, end)));
    start = end;
  }
  return { base: { kind: 'zeros' }, blockSizeLog2, blocks };
}
