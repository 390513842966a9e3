import type { PageSource, Piece } from '../image/source.js';
import { checkLimit, type ReaderLimits } from '../limits.js';
import { memoryBytes } from '../syntax/geometry.js';
import { IMAGE_PAGE_LOG2, IMAGE_PAGE_SIZE } from '../syntax/index.js';
import type { DumpMemory, DumpSegment } from './syntax.js';

/** A page under construction; a view of the file until something else is written over it. */
interface Page {
  readonly bytes: Uint8Array;
  readonly owned: boolean;
}

/** Bytes that may still be taken, over all memories of a dump. */
export class Budget {
  readonly #limits: ReaderLimits;
  #taken = 0;

  constructor(limits: ReaderLimits) {
    this.#limits = limits;
  }

  /** Throws CKPT9001 when the pages taken so far exceed `maxExpandedBytes`. */
  takePage(path: string): void {
    this.#taken += IMAGE_PAGE_SIZE;
    checkLimit(this.#limits, 'maxExpandedBytes', this.#taken, 0, path);
  }
}

/** The contents of a memory of a core dump; zero where no segment says otherwise. */
export class SegmentPages implements PageSource {
  readonly size: bigint;
  readonly #pages = new Map<number, Page>();

  /** Throws CKPT9001 when there are more pages than `budget` allows. */
  constructor(memory: DumpMemory, budget: Budget, path: string) {
    this.size = memoryBytes(memory.type);
    for (const segment of memory.segments) this.#write(segment, budget, path);
  }

  *pieces(from: number, to: number): Generator<Piece> {
    const numbers = [...this.#pages.keys()].filter((page) => page >= from && page < to).sort((a, b) => a - b);
    let next = from;
    for (const page of numbers) {
      if (page > next) yield { page: next, pages: page - next };
      const bytes = this.#pages.get(page)?.bytes;
      yield bytes === undefined ? { page, pages: 1 } : { page, pages: 1, bytes };
      next = page + 1;
    }
    if (next < to) yield { page: next, pages: to - next };
  }

  #write(segment: DumpSegment, budget: Budget, path: string): void {
    let at = 0;
    while (at < segment.bytes.length) {
      const offset = segment.offset + BigInt(at);
      const page = Number(offset >> BigInt(IMAGE_PAGE_LOG2));
      const inside = Number(offset & BigInt(IMAGE_PAGE_SIZE - 1));
      const part = segment.bytes.subarray(at, at + IMAGE_PAGE_SIZE - inside);
      if (!this.#pages.has(page)) budget.takePage(path);
      this.#put(page, inside, part);
      at += part.length;
    }
  }

  #put(number: number, inside: number, part: Uint8Array): void {
    const left = this.size - (BigInt(number) << BigInt(IMAGE_PAGE_LOG2));
    const length = left < BigInt(IMAGE_PAGE_SIZE) ? Number(left) : IMAGE_PAGE_SIZE;
    if (part.length === length) {
      this.#pages.set(number, { bytes: part, owned: false });
      return;
    }
    let page = this.#pages.get(number);
    if (page === undefined || !page.owned) {
      const bytes = new Uint8Array(length);
      if (page !== undefined) bytes.set(page.bytes);
      page = { bytes, owned: true };
      this.#pages.set(number, page);
    }
    page.bytes.set(part, inside);
  }
}
