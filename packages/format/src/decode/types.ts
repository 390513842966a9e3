import { hex } from '../codes/bytes.js';
import { heapOfCode, limitsFlag, plainOfCode, typeCode, typeRow } from '../codes/types.js';
import type {
  CompType,
  ExternType,
  FieldType,
  GlobalType,
  HeapType,
  Limits,
  MemType,
  RecType,
  RefType,
  StorageType,
  SubType,
  TableType,
  ValType,
} from '../syntax/index.js';
import type { SectionReader } from './reader.js';

/** The diagnostic for a byte at `offset` that is no code of a `what`. */
function notA(reader: SectionReader, what: string, code: number, offset: number): Error {
  // clause: bin-reserved
  if (typeRow(code)?.status === 'reserved') return reader.fault('CKPT4004', { what: `type code ${hex(code)}` }, offset);
  return reader.fault('CKPT1030', { what, code }, offset); // clause: conv-codes
}

/** A heap type; a single byte with bit 6 set is a negative s33 and so the code of an abstract one. */
function heapType(reader: SectionReader): HeapType {
  const start = reader.offset;
  const first = reader.peek();
  if (first >= 0x40 && first < 0x80) {
    const heap = heapOfCode[first];
    if (heap === undefined) throw notA(reader, 'heap type', first, start);
    reader.offset += 1;
    return heap;
  }
  const index = reader.s33();
  if (index < 0) throw reader.fault('CKPT1030', { what: 'heap type', code: index }, start); // clause: conv-codes
  return index;
}

/** The reference type whose first byte, at `start`, was `code`, if it is one. */
function refTypeAfter(reader: SectionReader, code: number): RefType | undefined {
  const heap = heapOfCode[code];
  if (heap !== undefined) return { nullable: true, heap };
  if (code === typeCode.ref) return { nullable: false, heap: heapType(reader) };
  if (code !== typeCode['ref-null']) return undefined;
  const start = reader.offset;
  const index = heapType(reader);
  // clause: bin-type-canonical
  if (typeof index !== 'number') throw reader.fault('CKPT1040', { what: 'nullable abstract reference' }, start);
  return { nullable: true, heap: index };
}

export function decodeRefType(reader: SectionReader): RefType {
  const start = reader.offset;
  const code = reader.u8();
  const type = refTypeAfter(reader, code);
  if (type === undefined) throw notA(reader, 'reference type', code, start);
  return type;
}

function storageType(reader: SectionReader, packed: boolean): StorageType {
  const start = reader.offset;
  const code = reader.u8();
  const plain = plainOfCode[code];
  if (plain !== undefined && (packed || (plain !== 'i8' && plain !== 'i16'))) return plain;
  const type = refTypeAfter(reader, code);
  if (type === undefined) throw notA(reader, packed ? 'storage type' : 'value type', code, start);
  return type;
}

export function decodeValType(reader: SectionReader): ValType {
  return storageType(reader, false) as ValType;
}

/** A byte that is 0 or 1. */
export function decodeFlag(reader: SectionReader, what: string): boolean {
  const start = reader.offset;
  const code = reader.u8();
  if (code > 1) throw reader.fault('CKPT1030', { what, code }, start); // clause: conv-codes
  return code === 1;
}

function fieldType(reader: SectionReader): FieldType {
  return { storage: storageType(reader, true), mutable: decodeFlag(reader, 'mutability') };
}

function compType(reader: SectionReader): CompType {
  const start = reader.offset;
  const code = reader.u8();
  switch (code) {
    case typeCode['comp-func']:
      return {
        kind: 'func',
        params: reader.list('params', 1, 'maxTypeParts', decodeValType),
        results: reader.list('results', 1, 'maxTypeParts', decodeValType),
      };
    case typeCode['comp-struct']:
      return { kind: 'struct', fields: reader.list('fields', 2, 'maxTypeParts', fieldType) };
    case typeCode['comp-array']:
      return { kind: 'array', element: fieldType(reader) };
    default:
      throw notA(reader, 'composite type', code, start);
  }
}

function subType(reader: SectionReader): SubType {
  const start = reader.offset;
  const code = reader.peek();
  if (code !== typeCode.sub && code !== typeCode['sub-final']) {
    return { final: true, supertypes: [], composite: reader.field('composite', compType) };
  }
  reader.offset += 1;
  const final = code === typeCode['sub-final'];
  const supertypes = reader.u32List('supertypes', 'maxTypeParts');
  // clause: bin-type-canonical
  if (final && supertypes.length === 0) throw reader.fault('CKPT1040', { what: 'final without supertype' }, start);
  return { final, supertypes, composite: reader.field('composite', compType) };
}

function recType(reader: SectionReader): RecType {
  const start = reader.offset;
  if (reader.peek() !== typeCode.rec) {
    reader.enter(0);
    const type = subType(reader);
    reader.leave();
    return [type];
  }
  reader.offset += 1;
  const count = reader.length(2, 'maxTypes');
  // clause: bin-type-canonical
  if (count < 2) throw reader.fault('CKPT1040', { what: `group of ${count}` }, start);
  const types: SubType[] = [];
  for (let index = 0; index < count; index++) {
    reader.enter(index);
    types.push(subType(reader));
    reader.leave();
  }
  return types;
}

/** clause: bin-types */
export function decodeTypes(reader: SectionReader): RecType[] {
  let total = 0;
  return reader.list('types', 2, 'maxTypes', () => {
    const start = reader.offset;
    const group = recType(reader);
    total += group.length;
    reader.limit('maxTypes', total, start); // clause: lim-exceeded
    return group;
  });
}

function decodeFlags(reader: SectionReader, allowed: number, what: string): number {
  const start = reader.offset;
  const flags = reader.u8();
  if ((flags & ~allowed) !== 0) throw reader.fault('CKPT1041', { flags, what }, start); // clause: bin-limits
  return flags;
}

function decodeLimits(reader: SectionReader, flags: number): Limits {
  const min = reader.u64();
  return (flags & limitsFlag.maximum) === 0 ? { min } : { min, max: reader.u64() };
}

export function decodeTableType(reader: SectionReader): TableType {
  const element = decodeRefType(reader);
  const flags = decodeFlags(reader, limitsFlag.maximum | limitsFlag.address64, 'table');
  const address = (flags & limitsFlag.address64) === 0 ? 'i32' : 'i64';
  return { element, address, limits: decodeLimits(reader, flags) };
}

export function decodeMemType(reader: SectionReader): MemType {
  const flags = decodeFlags(reader, 0x0f, 'memory');
  const address = (flags & limitsFlag.address64) === 0 ? 'i32' : 'i64';
  const limits = decodeLimits(reader, flags);
  if ((flags & limitsFlag.pageSize) !== 0) {
    const start = reader.offset;
    const exponent = reader.u32();
    // clause: bin-type-canonical
    if (exponent === 16) throw reader.fault('CKPT1040', { what: 'page size 16' }, start);
    // clause: bin-limits
    if (exponent !== 0) throw reader.fault('CKPT1030', { what: 'page size exponent', code: exponent }, start);
  }
  const pageSizeLog2 = (flags & limitsFlag.pageSize) === 0 ? 16 : 0;
  return { address, limits, shared: (flags & limitsFlag.shared) !== 0, pageSizeLog2 };
}

export function decodeGlobalType(reader: SectionReader): GlobalType {
  return { type: decodeValType(reader), mutable: decodeFlag(reader, 'mutability') };
}

export function decodeExternType(reader: SectionReader): ExternType {
  const start = reader.offset;
  const code = reader.u8();
  switch (code) {
    case typeCode['extern-func']:
      return { kind: 'func', type: reader.u32() };
    case typeCode['extern-table']:
      return { kind: 'table', type: decodeTableType(reader) };
    case typeCode['extern-memory']:
      return { kind: 'memory', type: decodeMemType(reader) };
    case typeCode['extern-global']:
      return { kind: 'global', type: decodeGlobalType(reader) };
    case typeCode['extern-tag']: {
      const attribute = reader.offset;
      const byte = reader.u8();
      // clause: conv-codes
      if (byte !== 0) throw reader.fault('CKPT1030', { what: 'tag attribute', code: byte }, attribute);
      return { kind: 'tag', type: reader.u32() };
    }
    default:
      throw reader.fault('CKPT1030', { what: 'external type', code }, start); // clause: conv-codes
  }
}
