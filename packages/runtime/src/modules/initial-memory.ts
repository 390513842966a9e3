import { IMAGE_PAGE_SIZE, type PageSource, type Piece } from '@wasm-checkpoint/format';
import type { Module } from '@wasm-checkpoint/wasm';

/** An active data segment and the address it is written to. */
export interface PlacedData {
  readonly address: bigint;
  /** Module offsets. */
  readonly start: number;
  readonly end: number;
}

/** Pages that segments write to, without a gap. */
interface Extent {
  readonly page: number;
  readonly bytes: Uint8Array;
}

const PAGE = BigInt(IMAGE_PAGE_SIZE);

/** Runs of pages that the segments touch, ascending, each from its first page up to behind its last. */
function touchedPages(segments: readonly PlacedData[]): { first: number; end: number }[] {
  const runs: { first: number; end: number }[] = [];
  const touched = segments
    .filter(({ start, end }) => end > start)
    .map(({ address, start, end }) => ({
      first: Number(address / PAGE),
      end: Number((address + BigInt(end - start) + PAGE - 1n) / PAGE),
    }))
    .sort((left, right) => left.first - right.first);
  for (const { first, end } of touched) {
    const last = runs.at(-1);
    if (last !== undefined && first <= last.end) last.end = Math.max(last.end, end);
    else runs.push({ first, end });
  }
  return runs;
}

/** The contents that active data segments give a memory of zeros, without room for what lies between them. */
export function initialPages(module: Module, segments: readonly PlacedData[]): PageSource {
  const extents = touchedPages(segments).map(
    ({ first, end }): Extent => ({ page: first, bytes: new Uint8Array((end - first) * IMAGE_PAGE_SIZE) }),
  );
  for (const { address, start, end } of segments) {
    const extent = extents.find(
      ({ page, bytes }) => BigInt(page) * PAGE <= address && address < BigInt(page) * PAGE + BigInt(bytes.length),
    );
    if (end > start && extent !== undefined) {
      extent.bytes.set(module.bytes.subarray(start, end), Number(address - BigInt(extent.page) * PAGE));
    }
  }
  const last = extents.at(-1);
  const size = last === undefined ? 0n : BigInt(last.page) * PAGE + BigInt(last.bytes.length);
  return {
    size,
    *pieces(from, to): Generator<Piece> {
      let page = from;
      for (const extent of extents) {
        const end = extent.page + extent.bytes.length / IMAGE_PAGE_SIZE;
        if (end <= page) continue;
        if (extent.page >= to) break;
        if (extent.page > page) yield { page, pages: extent.page - page };
        const first = Math.max(page, extent.page);
        page = Math.min(end, to);
        const bytes = extent.bytes.subarray(
          (first - extent.page) * IMAGE_PAGE_SIZE,
          (page - extent.page) * IMAGE_PAGE_SIZE,
        );
        yield { page: first, pages: page - first, bytes };
      }
      if (page < to) yield { page, pages: to - page };
    },
  };
}
