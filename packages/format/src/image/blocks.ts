import {
  type Block,
  IMAGE_PAGE_LOG2,
  IMAGE_PAGE_SIZE,
  type PageRun,
  type RunKind,
  type Zstd,
} from '../syntax/index.js';
import { portableScan, type Scan } from './scan.js';

/** How blocks are made. */
export interface BlockOptions {
  /** 12 to 22; by default 16, or 20 where blocks are compressed. */
  readonly blockSizeLog2?: number;
  /** Compresses blocks where that shortens them. */
  readonly compression?: { readonly zstd: Zstd; readonly level: number };
  /** The portable one by default. */
  readonly scan?: Scan;
}

export interface BlockSettings {
  readonly blockSizeLog2: number;
  /** Pages of a whole block. */
  readonly pages: number;
  readonly scan: Scan;
  readonly compression: BlockOptions['compression'];
}

const RAW_LOG2 = 16;
const COMPRESSED_LOG2 = 20;

/** The options with their defaults. */
export function blockSettings(options: BlockOptions): BlockSettings {
  const { compression, scan = portableScan } = options;
  const blockSizeLog2 = options.blockSizeLog2 ?? (compression === undefined ? RAW_LOG2 : COMPRESSED_LOG2);
  return { blockSizeLog2, pages: 2 ** (blockSizeLog2 - IMAGE_PAGE_LOG2), scan, compression };
}

/** Kinds of pages as small integers, which scratch arrays hold. */
export const BASE = 0;
export const ZEROS = 1;
export const DATA = 2;
const kinds: readonly RunKind[] = ['base', 'zeros', 'data'];

/** Runs of the same kind, as long as can be, without those of the base at the end. */
export function runsOf(pages: Uint8Array, count: number): PageRun[] {
  let end = count;
  while (end > 0 && pages[end - 1] === BASE) end -= 1;
  const runs: PageRun[] = [];
  for (let from = 0; from < end; ) {
    const kind = pages[from] ?? BASE;
    let to = from + 1;
    while (to < end && pages[to] === kind) to += 1;
    runs.push({ kind: kinds[kind] ?? 'base', pages: to - from });
    from = to;
  }
  return runs;
}

/** The bytes of several arrays, one after the other; a single one as it is. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const first = parts[0];
  if (parts.length === 1 && first !== undefined) return first;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The block with these runs, whose data runs have these views: raw, or a frame where compression is asked for and gains. */
export function blockWith(
  number: number,
  runs: readonly PageRun[],
  views: readonly Uint8Array[],
  compression: BlockOptions['compression'],
): Block {
  const size = views.reduce((sum, view) => sum + view.length, 0);
  if (compression !== undefined && size > 0) {
    const frame = compression.zstd.compress(joined(views), compression.level);
    // clause: bin-zstd-gain
    if (frame.length < size) return { number: BigInt(number), runs, data: { coding: 'zstd', size, frame } };
  }
  return { number: BigInt(number), runs, data: { coding: 'raw', size, views } }; // clause: bin-coding
}

/** The block with pages of these kinds, whose bytes are `bytes`; undefined where all are those of the base. */
export function blockOf(
  number: number,
  bytes: Uint8Array,
  pages: Uint8Array,
  count: number,
  compression: BlockOptions['compression'],
): Block | undefined {
  const runs = runsOf(pages, count);
  if (runs.length === 0) return undefined; // clause: bin-block-runs
  const views: Uint8Array[] = [];
  let page = 0;
  for (const run of runs) {
    const end = page + run.pages;
    if (run.kind === 'data') views.push(bytes.subarray(page * IMAGE_PAGE_SIZE, end * IMAGE_PAGE_SIZE));
    page = end;
  }
  return blockWith(number, runs, views, compression);
}
