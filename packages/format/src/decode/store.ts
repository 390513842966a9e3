import { elementBytes, plainOfCode, typeCode } from '../codes/types.js';
import type {
  ArrayObject,
  Elements,
  Exception,
  Global,
  HostRef,
  MemBase,
  Struct,
  Table,
  TableRun,
  Tag,
} from '../syntax/index.js';
import { MAX_BLOCK_SIZE_LOG2, type MemType, MIN_BLOCK_SIZE_LOG2, memoryBytes } from '../syntax/index.js';
import type { SectionReader } from './reader.js';
import { decodeFlag, decodeGlobalType, decodeMemType, decodeTableType } from './types.js';
import { decodeField, decodeRef, decodeValue } from './values.js';

function decodeTableRun(reader: SectionReader): TableRun {
  const ref = decodeFlag(reader, 'table run');
  const length = reader.u64();
  return ref ? { kind: 'ref', length, ref: reader.field('ref', decodeRef) } : { kind: 'base', length };
}

function decodeTable(reader: SectionReader): Table {
  const start = reader.offset;
  const type = reader.field('type', decodeTableType);
  reader.limit('maxTableEntries', type.limits.min, start); // clause: lim-exceeded
  const base = reader.field('base', () =>
    decodeFlag(reader, 'table base')
      ? ({ kind: 'module', instance: reader.field('instance', () => reader.u32()) } as const)
      : ({ kind: 'none' } as const),
  );
  return { type, base, runs: reader.list('runs', 2, undefined, decodeTableRun) };
}

/** clause: bin-tables */
export function decodeTables(reader: SectionReader): Table[] {
  return reader.list('tables', 5, 'maxTables', decodeTable);
}

/** A memory without its blocks, which have sections of their own. */
export interface MemoryHeader {
  readonly type: MemType;
  readonly base: MemBase;
  readonly blockSizeLog2: number;
}

function decodeMemBase(reader: SectionReader): MemBase {
  const start = reader.offset;
  const code = reader.u8();
  switch (code) {
    case 0:
      return { kind: 'zeros' };
    case 1:
      return { kind: 'module', instance: reader.field('instance', () => reader.u32()) };
    case 2:
      return { kind: 'parent', memory: reader.u32() };
    default:
      throw reader.fault('CKPT1030', { what: 'memory base', code }, start); // clause: conv-codes
  }
}

function decodeMemory(reader: SectionReader): MemoryHeader {
  const start = reader.offset;
  const type = reader.field('type', decodeMemType);
  reader.limit('maxMemoryBytes', memoryBytes(type), start); // clause: lim-exceeded
  reader.enter('image');
  const base = reader.field('base', decodeMemBase);
  const at = reader.offset;
  const blockSizeLog2 = reader.u8();
  // clause: bin-block-size
  if (blockSizeLog2 < MIN_BLOCK_SIZE_LOG2 || blockSizeLog2 > MAX_BLOCK_SIZE_LOG2) {
    const range = { min: MIN_BLOCK_SIZE_LOG2, max: MAX_BLOCK_SIZE_LOG2 };
    throw reader.fault('CKPT1058', { exponent: blockSizeLog2, ...range }, at);
  }
  reader.leave();
  return { type, base, blockSizeLog2 };
}

/** clause: bin-memories */
export function decodeMemories(reader: SectionReader): MemoryHeader[] {
  return reader.list('memories', 4, 'maxMemories', decodeMemory);
}

/** clause: bin-globals */
export function decodeGlobals(reader: SectionReader): Global[] {
  return reader.list('globals', 3, 'maxGlobals', () => ({
    type: reader.field('type', decodeGlobalType),
    value: reader.field('value', decodeValue),
  }));
}

/** clause: bin-tags */
export function decodeTags(reader: SectionReader): Tag[] {
  return reader.list('tags', 1, 'maxTags', () => ({ type: reader.field('type', () => reader.u32()) }));
}

/** clause: bin-structs */
export function decodeStructs(reader: SectionReader): Struct[] {
  return reader.list('structs', 2, 'maxHeapObjects', () => ({
    type: reader.field('type', () => reader.u32()),
    fields: reader.list('fields', 1, undefined, decodeField),
  }));
}

function decodeElements(reader: SectionReader): Elements {
  const start = reader.offset;
  const code = reader.u8();
  if (code === typeCode.ref) return { storage: 'ref', refs: reader.list('refs', 1, undefined, decodeRef) };
  const storage = plainOfCode[code];
  if (storage === undefined) throw reader.fault('CKPT1030', { what: 'element type', code }, start); // clause: conv-codes
  const size = elementBytes[storage];
  return { storage, bytes: reader.raw(reader.length(size) * size) };
}

/** clause: bin-arrays */
export function decodeArrays(reader: SectionReader): ArrayObject[] {
  return reader.list('arrays', 3, 'maxHeapObjects', () => ({
    type: reader.field('type', () => reader.u32()),
    elements: reader.field('elements', decodeElements),
  }));
}

/** clause: bin-exceptions */
export function decodeExceptions(reader: SectionReader): Exception[] {
  return reader.list('exceptions', 2, 'maxHeapObjects', () => ({
    tag: reader.field('tag', () => reader.u32()),
    args: reader.list('args', 1, undefined, decodeValue),
  }));
}

/** clause: bin-host-references */
export function decodeHostRefs(reader: SectionReader): HostRef[] {
  return reader.list('hostRefs', 2, 'maxHeapObjects', () => ({
    state: reader.field('state', () => reader.u32()),
    payload: reader.bytesVec(),
  }));
}
