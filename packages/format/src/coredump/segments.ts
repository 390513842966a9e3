import { hexBytes } from '../codes/bytes.js';
import { zstdFrameFault } from '../decode/zstd-frame.js';
import { fault } from '../faults.js';
import { memoryBytes } from '../syntax/geometry.js';
import {
  type Block,
  type Checkpoint,
  IMAGE_PAGE_SIZE,
  type MemAddr,
  type Memory,
  type RawData,
  type Zstd,
} from '../syntax/index.js';
import { zeroPage } from '../valid/zero-page.js';
import { MAX_DATA_SEGMENTS } from './codes.js';
import type { DumpSegment } from './syntax.js';

/** Resolved contents of a memory, `size` bytes; what the image part of this package offers, or anything like it. */
export interface MemoryContents {
  readonly size: number;
  read(offset: number, target: Uint8Array): void;
}

/** Where the contents of memories come from. */
export interface ContentsOptions {
  /** The contents of a memory; needed where its base is not zeros. */
  readonly contents?: (memory: MemAddr) => MemoryContents | undefined;
  /** Needed for compressed blocks of memories that `contents` does not give. */
  readonly zstd?: Zstd;
}

/** Zeros up to this many bytes are stored rather than cut out, when there would be too many segments otherwise. */
const MAX_GAP = 65536;

/** Whether a page, which has at least one byte, is all zero. */
const isZero = (page: Uint8Array): boolean => zeroPage(page, 0, page.length) === 0;

/** The pages that are not all zero, ascending; neighbours are not joined yet. */
function* pagesOf(contents: MemoryContents): Generator<DumpSegment> {
  for (let offset = 0; offset < contents.size; offset += IMAGE_PAGE_SIZE) {
    const bytes = new Uint8Array(Math.min(IMAGE_PAGE_SIZE, contents.size - offset));
    contents.read(offset, bytes);
    if (!isZero(bytes)) yield { offset: BigInt(offset), bytes };
  }
}

const rawData = (block: Block, blockSizeLog2: number, zstd: Zstd | undefined, path: string): readonly Uint8Array[] => {
  const { data } = block;
  if (data.coding === 'raw') return data.views;
  // clause: emb-zstd-bound
  const wrong = zstdFrameFault(data.frame, data.size, 2 ** blockSizeLog2);
  if (wrong !== undefined) throw fault('CKPT1061', { expected: data.size, what: wrong }, 0, path);
  // clause: emb-zstd
  if (zstd === undefined) throw fault('CKPT4005', {}, 0, path);
  try {
    const whole = zstd.decompress(data.frame, data.size);
    if (whole.length === data.size) return cut(block, whole);
  } catch {
    // The fault below says the same of every way to fail.
  }
  // clause: bin-zstd-frame
  throw fault('CKPT1061', { expected: data.size, what: 'contents' }, 0, path);
};

/** The contents of a compressed block as one view for each data run. */
const cut = (block: Block, whole: Uint8Array): RawData['views'] => {
  const views: Uint8Array[] = [];
  let at = 0;
  for (const run of block.runs) {
    if (run.kind !== 'data') continue;
    const end = Math.min(at + run.pages * IMAGE_PAGE_SIZE, whole.length);
    views.push(whole.subarray(at, end));
    at = end;
  }
  return views;
};

/** The data runs of a memory whose base is zeros, ascending. */
function* runsOf(memory: Memory, zstd: Zstd | undefined, path: string): Generator<DumpSegment> {
  let index = 0;
  for (const block of memory.image.blocks) {
    const views = rawData(block, memory.image.blockSizeLog2, zstd, `${path}.image.blocks[${index++}]`);
    let offset = block.number << BigInt(memory.image.blockSizeLog2);
    let next = 0;
    for (const run of block.runs) {
      const bytes = run.kind === 'data' ? views[next++] : undefined;
      if (bytes !== undefined) yield { offset, bytes };
      offset += BigInt(run.pages * IMAGE_PAGE_SIZE);
    }
  }
}

const dataOf = (checkpoint: Checkpoint, address: MemAddr, memory: Memory, options: ContentsOptions): DumpSegment[] => {
  const contents = options.contents?.(address);
  if (contents !== undefined) return [...pagesOf(contents)];
  const path = `memories[${address}]`;
  const { base } = memory.image;
  if (base.kind === 'module') {
    const instance = checkpoint.instances[base.instance];
    const digest = checkpoint.modules[instance?.module ?? -1]?.digest ?? new Uint8Array();
    // clause: syn-base-module
    throw fault('CKPT3005', { digest: hexBytes(digest), space: 'memory', address }, 0, path);
  }
  // clause: syn-parent-given
  if (base.kind === 'parent') {
    throw fault('CKPT3001', { digest: hexBytes(checkpoint.parent?.digest ?? new Uint8Array()) }, 0, path);
  }
  return [...runsOf(memory, options.zstd, path)];
};

const endOf = (segment: DumpSegment): bigint => segment.offset + BigInt(segment.bytes.length);

/** Gaps between neighbours, in bytes. */
const gaps = (segments: readonly DumpSegment[]): bigint[] =>
  segments.slice(1).map((segment, index) => segment.offset - endOf(segments[index] ?? segment));

/** Which gaps to fill with zeros: all that are smaller than `below`, and the first `equal` of just that size. */
interface Fill {
  readonly below: bigint;
  equal: number;
}

/** The smallest gaps, as many as have to go so that few enough segments are left. */
const fillFor = (memories: readonly (readonly DumpSegment[])[]): Fill => {
  const open = memories.flatMap((segments) => gaps(segments)).filter((gap) => gap > 0n);
  const segments = open.length + memories.filter((items) => items.length > 0).length;
  const excess = segments - MAX_DATA_SEGMENTS;
  if (excess <= 0) return { below: 1n, equal: 0 };
  open.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const below = open[Math.min(excess, open.length) - 1] ?? 1n;
  if (below > BigInt(MAX_GAP)) return { below: BigInt(MAX_GAP), equal: 0 };
  return { below, equal: excess - open.filter((gap) => gap < below).length };
};

const fills = (gap: bigint, fill: Fill): boolean => {
  if (gap < fill.below) return true;
  if (gap > fill.below || fill.equal === 0) return false;
  fill.equal -= 1;
  return true;
};

const trim = ({ offset, bytes }: DumpSegment): DumpSegment => {
  let start = 0;
  let end = bytes.length;
  while (start < end && bytes[start] === 0) start += 1;
  while (end > start && bytes[end - 1] === 0) end -= 1;
  return { offset: offset + BigInt(start), bytes: bytes.subarray(start, end) };
};

const join = (group: readonly DumpSegment[]): DumpSegment => {
  const first = group[0];
  const last = group.at(-1);
  if (first === undefined || last === undefined || group.length === 1)
    return first ?? { offset: 0n, bytes: new Uint8Array() };
  const bytes = new Uint8Array(Number(endOf(last) - first.offset));
  for (const segment of group) bytes.set(segment.bytes, Number(segment.offset - first.offset));
  return { offset: first.offset, bytes };
};

const joinAll = (segments: readonly DumpSegment[], fill: Fill): DumpSegment[] => {
  const groups: DumpSegment[][] = [];
  let previous: DumpSegment | undefined;
  for (const segment of segments) {
    const group = groups.at(-1);
    if (previous !== undefined && group !== undefined && fills(segment.offset - endOf(previous), fill))
      group.push(segment);
    else groups.push([segment]);
    previous = segment;
  }
  return groups.map((group) => trim(join(group))).filter((segment) => segment.bytes.length > 0);
};

/**
 * The contents of each memory as data segments, without zeros at their ends.
 *
 * Throws CKPT3001 or CKPT3005 when a base is needed and no contents are given, CKPT4005 without a decompressor.
 */
export function segmentsOf(checkpoint: Checkpoint, options: ContentsOptions): readonly (readonly DumpSegment[])[] {
  const memories = checkpoint.memories.map((memory, address) => {
    const data = dataOf(checkpoint, address, memory, options);
    const size = memoryBytes(memory.type);
    return data.filter((segment) => segment.offset < size);
  });
  const fill = fillFor(memories);
  return memories.map((segments) => joinAll(segments, fill));
}
