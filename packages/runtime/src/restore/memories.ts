import {
  type Checkpoint,
  IMAGE_PAGE_SIZE,
  type MemAddr,
  type PageSource,
  pagesOf,
  portableScan,
} from '@wasm-checkpoint/format';
import { placedData } from '../modules/bases.js';
import type { Instance } from '../store/instance.js';
import type { StoreObjects } from './objects.js';

/** Bytes from `start` up to `end`. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** What memories hold before they are filled. */
export type Before = 'fresh' | 'anything';

/** How much is looked at at once for bytes that are not zero. */
const STRIDE = 1 << 16;

/** Where active data segments have written to a memory. */
const written = (checkpoint: Checkpoint, instances: readonly Instance[], address: MemAddr): readonly Range[] =>
  instances.flatMap(({ program: { module } }, index) =>
    (placedData(checkpoint, index, module, address) ?? []).map(({ address: at, start, end }) => ({
      start: Number(at),
      end: Number(at) + end - start,
    })),
  );

/** Clears what is not zero; a page that was never written to is not written to now, since that is when it takes memory. */
function clear(bytes: Uint8Array, start: number, end: number): void {
  for (let at = start; at < end; at += STRIDE) {
    const next = Math.min(at + STRIDE, end);
    if (!portableScan.isZero(bytes, at, next)) bytes.fill(0, at, next);
  }
}

/** Writes the contents of a source over a memory; in a fresh one only `dirty` may be other than zero. */
function fill(bytes: Uint8Array, source: PageSource, dirty: readonly Range[] | undefined): void {
  const size = Number(source.size);
  for (const piece of source.pieces(0, pagesOf(source.size))) {
    const start = piece.page * IMAGE_PAGE_SIZE;
    const end = Math.min(start + piece.pages * IMAGE_PAGE_SIZE, size);
    const filled = start + (piece.bytes?.length ?? 0);
    if (piece.bytes !== undefined) bytes.set(piece.bytes, start);
    if (filled >= end) continue;
    if (dirty === undefined) clear(bytes, filled, end);
    else
      for (const range of dirty)
        bytes.fill(0, Math.max(filled, range.start), Math.max(filled, Math.min(end, range.end)));
  }
}

/** Gives the memories of a store the contents that a checkpoint states. */
export function fillMemories(
  checkpoint: Checkpoint,
  sources: readonly PageSource[],
  objects: StoreObjects,
  instances: readonly Instance[],
  before: Before,
): void {
  for (const [address, source] of sources.entries()) {
    if (!objects.has('memory', address)) continue;
    const dirty =
      before === 'fresh' && objects.zeroed.has(address) ? written(checkpoint, instances, address) : undefined;
    fill(objects.get('memory', address).bytes(), source, dirty);
  }
}
