import type { ByteReader } from '@wasm-checkpoint/bytes';
import { fault } from '../faults.js';
import { memoryBytes } from '../syntax/geometry.js';
import type { MemType } from '../syntax/index.js';
import { readConstant } from './constants.js';
import type { DumpMemory, DumpSegment } from './syntax.js';

/** A data segment whose memory may stand later in the file. */
export interface PendingSegment {
  readonly memory: number;
  readonly address: 'i32' | 'i64';
  readonly start: number;
  readonly path: string;
  readonly segment: DumpSegment;
}

/** The contents of a data section; passive segments are left out. */
export function readSegments(reader: ByteReader): PendingSegment[] {
  const count = reader.count(2); // clause: conv-count
  const segments: PendingSegment[] = [];
  for (let index = 0; index < count; index++) {
    const segment = readSegment(reader, `segments[${index}]`);
    if (segment !== undefined) segments.push(segment);
  }
  return segments;
}

const readSegment = (reader: ByteReader, path: string): PendingSegment | undefined => {
  const start = reader.offset;
  const mode = reader.u32();
  // clause: conv-codes
  if (mode > 2) throw fault('CKPT1030', { what: 'data segment mode', code: mode }, start, path);
  const memory = mode === 2 ? reader.u32() : 0;
  const offset = mode === 1 ? undefined : readConstant(reader, path);
  const bytes = reader.raw(reader.u32());
  if (offset === undefined) return undefined; // clause: dump-other: a passive segment is in no memory
  // clause: dump-constant
  if (offset.kind !== 'i32' && offset.kind !== 'i64') {
    throw fault('CKPT1204', { what: offset.kind, type: 'i32 or i64' }, start, path);
  }
  const unsigned = offset.kind === 'i32' ? BigInt(offset.value >>> 0) : BigInt.asUintN(64, offset.value);
  return { memory, address: offset.kind, start, path, segment: { offset: unsigned, bytes } };
};

/** The memories with their segments in the order of the file. */
export function placeSegments(types: readonly MemType[], pending: readonly PendingSegment[]): DumpMemory[] {
  const memories = types.map((type) => ({ type, segments: [] as DumpSegment[] }));
  for (const [index, { memory, address, start, path, segment }] of pending.entries()) {
    const target = memories[memory];
    // clause: dump-index
    if (target === undefined) {
      throw fault('CKPT1203', { space: 'memory', index: memory, count: memories.length }, start, path);
    }
    // clause: dump-constant
    if (address !== target.type.address) {
      throw fault('CKPT1204', { what: address, type: target.type.address }, start, path);
    }
    const end = segment.offset + BigInt(segment.bytes.length);
    const size = memoryBytes(target.type);
    // clause: dump-segment
    if (end > size) throw fault('CKPT1205', { segment: index, end, size }, start, path);
    target.segments.push(segment);
  }
  return memories;
}
