import { IMAGE_PAGE_LOG2, IMAGE_PAGE_SIZE } from '../syntax/index.js';

/**
 * Pages that hold the same kind of thing: `bytes`, or zeros where there are none.
 *
 * `bytes` has 4096 bytes for each page, fewer only for the last page of its source, whose rest counts as zero. It may
 * be a buffer that is used again for the next piece.
 */
export interface Piece {
  readonly page: number;
  readonly pages: number;
  readonly bytes?: Uint8Array;
}

/** The resolved contents of a memory, by pages of 4096 bytes; beyond `size` bytes it counts as zero. */
export interface PageSource {
  readonly size: bigint;
  /** The pages from `from` up to `to`, all inside the source, in pieces that follow each other. */
  pieces(from: number, to: number): Iterable<Piece>;
}

/** Pages of a memory of `size` bytes; exact up to 2^64 bytes. */
export function pagesOf(size: bigint): number {
  return Number((size + BigInt(IMAGE_PAGE_SIZE - 1)) >> BigInt(IMAGE_PAGE_LOG2));
}

/** A source of nothing but zeros: of no bytes, since all beyond its end is zero. */
export const zeroPages: PageSource = { size: 0n, pieces: () => [] };

/** The pages of an array, which is not copied. */
export function bytesSource(bytes: Uint8Array): PageSource {
  return {
    size: BigInt(bytes.length),
    pieces(from, to) {
      if (from >= to) return [];
      return [{ page: from, pages: to - from, bytes: bytes.subarray(from * IMAGE_PAGE_SIZE, to * IMAGE_PAGE_SIZE) }];
    },
  };
}

/** The pages from `from` up to `to`, which may lie beyond the end of the source. */
export function* piecesOf(source: PageSource, from: number, to: number): Generator<Piece> {
  const end = Math.max(from, Math.min(to, pagesOf(source.size)));
  if (from < end) yield* source.pieces(from, end);
  if (end < to) yield { page: end, pages: to - end };
}

/** Fills `target` with the bytes of the source from the start of page `page` on, zeros beyond its end. */
export function readPages(source: PageSource, page: number, target: Uint8Array): void {
  const count = Math.ceil(target.length / IMAGE_PAGE_SIZE);
  for (const piece of piecesOf(source, page, page + count)) {
    const at = (piece.page - page) * IMAGE_PAGE_SIZE;
    const end = Math.min(at + piece.pages * IMAGE_PAGE_SIZE, target.length);
    const size = Math.min(piece.bytes?.length ?? 0, end - at);
    if (piece.bytes !== undefined) target.set(piece.bytes.subarray(0, size), at);
    target.fill(0, at + size, end);
  }
}
