import { type ResolveOptions, resolveMemory } from '../image/resolve.js';
import { type PageSource, type Piece, pagesOf } from '../image/source.js';
import { type Checkpoint, IMAGE_PAGE_SIZE } from '../syntax/index.js';
import { zeroPage } from '../valid/zero-page.js';
import { MAX_DATA_SEGMENTS } from './codes.js';
import type { DumpSegment } from './syntax.js';

/** Zeros up to this many bytes are stored rather than cut out, when there would be too many segments otherwise. */
const MAX_GAP = 65536;

/** Zeros of less than this take no more bytes than a segment of its own. */
const MIN_GAP = 16;

/** The part of the bytes from `from` up to `to` that has no zeros at its ends; they are not all zero. */
function trimmed(bytes: Uint8Array, from: number, to: number): [number, number] {
  let start = from;
  let end = to;
  while (bytes[start] === 0) start += 1;
  while (bytes[end - 1] === 0) end -= 1;
  return [start, end];
}

/** The runs of pages that are not all zero, without zeros at their ends; copies, since the piece may be used again. */
function* runsOf(piece: Piece): Generator<DumpSegment> {
  const { bytes } = piece;
  if (bytes === undefined) return;
  const offset = (at: number): bigint => BigInt(piece.page) * BigInt(IMAGE_PAGE_SIZE) + BigInt(at);
  for (let from = 0; from < bytes.length; ) {
    const zero = zeroPage(bytes, from, bytes.length);
    const to = zero === -1 ? bytes.length : from + zero * IMAGE_PAGE_SIZE;
    if (from < to) {
      const [start, end] = trimmed(bytes, from, to);
      yield { offset: offset(start), bytes: bytes.slice(start, end) };
    }
    from = to + IMAGE_PAGE_SIZE;
  }
}

const dataOf = (source: PageSource): DumpSegment[] => {
  const segments: DumpSegment[] = [];
  for (const piece of source.pieces(0, pagesOf(source.size))) {
    for (const run of runsOf(piece)) segments.push(run);
  }
  return segments;
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
  if (excess <= 0) return { below: BigInt(MIN_GAP), equal: 0 };
  open.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const below = open[Math.min(excess, open.length) - 1] ?? 0n;
  if (below < BigInt(MIN_GAP)) return { below: BigInt(MIN_GAP), equal: 0 };
  if (below > BigInt(MAX_GAP)) return { below: BigInt(MAX_GAP), equal: 0 };
  return { below, equal: excess - open.filter((gap) => gap < below).length };
};

const fills = (gap: bigint, fill: Fill): boolean => {
  if (gap < fill.below) return true;
  if (gap > fill.below || fill.equal === 0) return false;
  fill.equal -= 1;
  return true;
};

/** One segment of neighbours, with zeros in their gaps. */
const join = (group: readonly [DumpSegment, ...DumpSegment[]]): DumpSegment => {
  const [first] = group;
  if (group.length === 1) return first;
  const bytes = new Uint8Array(Number(endOf(group.at(-1) ?? first) - first.offset));
  for (const segment of group) bytes.set(segment.bytes, Number(segment.offset - first.offset));
  return { offset: first.offset, bytes };
};

const joinAll = (segments: readonly DumpSegment[], fill: Fill): DumpSegment[] => {
  const groups: [DumpSegment, ...DumpSegment[]][] = [];
  let end = 0n;
  for (const segment of segments) {
    const group = groups.at(-1);
    if (group !== undefined && fills(segment.offset - end, fill)) group.push(segment);
    else groups.push([segment]);
    end = endOf(segment);
  }
  return groups.map(join);
};

/**
 * The resolved contents of each memory as data segments, without zeros at their ends.
 *
 * Throws CKPT3001, CKPT3003 or CKPT3005 when a base cannot be resolved, CKPT4005 and CKPT1061 for compressed blocks.
 */
export function segmentsOf(checkpoint: Checkpoint, options: ResolveOptions): readonly (readonly DumpSegment[])[] {
  const memories = checkpoint.memories.map((_, address) => dataOf(resolveMemory(checkpoint, address, options)));
  const fill = fillFor(memories);
  return memories.map((segments) => joinAll(segments, fill));
}
