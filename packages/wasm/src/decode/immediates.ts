import type { ByteReader } from '@wasm-checkpoint/bytes';
import { diagnostic, hex } from '../diagnostics.js';
import { type FeatureSet, requireFeature } from '../features.js';
import {
  type Blocktype,
  type Catch,
  catchKinds,
  type Immediate,
  type ImmediateValue,
  type Instruction,
  type Memarg,
} from '../syntax/instruction.js';
import { type ImmediateKind, type Opcode, opcodePages, singleByteOpcode } from '../syntax/opcode.js';
import { constructorCode, readHeaptype, readValtype, type TypeScope } from './heaptype.js';

const MULTI_MEMORY_BIT = 0x40;

/** Reads an opcode, prefix included; WASM1012 when the table has none. */
export function readOpcode(reader: ByteReader): Opcode {
  const offset = reader.offset;
  const first = reader.u8();
  const single = singleByteOpcode(first);
  if (single !== undefined) return single;
  const page = first === 0 ? undefined : opcodePages.get(first);
  if (page === undefined) throw diagnostic('WASM1012', { opcode: hex(first) }, { offset });
  const second = reader.u32();
  const row = page[second];
  if (row === undefined) throw diagnostic('WASM1012', { opcode: `${hex(first)} ${hex(second)}` }, { offset });
  return row;
}

export function readBlocktype(reader: ByteReader, scope: TypeScope): Blocktype {
  const offset = reader.offset;
  const first = reader.peek();
  if (first === constructorCode.empty) {
    reader.u8();
    return { kind: 'empty' };
  }
  if ((first & 0xc0) === 0x40) return { kind: 'result', type: readValtype(reader, scope) };
  const typeidx = reader.s33();
  if (typeidx < 0) throw diagnostic('WASM1013', { what: 'block type', found: hex(first) }, { offset });
  if (typeidx >= scope.typeCount)
    throw diagnostic('WASM2003', { space: 'type', index: typeidx, count: scope.typeCount }, { offset });
  return { kind: 'type', typeidx };
}

/**
 * Reads alignment and offset; bit 6 of the alignment announces a memory index.
 *
 * Offsets are u64 since 64-bit memories exist, u32 before.
 */
export function readMemarg(reader: ByteReader, features: FeatureSet): Memarg {
  const at = reader.offset;
  const flags = reader.u32();
  if (flags >= 2 * MULTI_MEMORY_BIT)
    throw diagnostic('WASM1014', { what: 'memory access', flags: String(flags) }, { offset: at });
  const explicit = (flags & MULTI_MEMORY_BIT) !== 0;
  if (explicit) requireFeature(features, 'multi-memory', 'memory index', at);
  const memidx = explicit ? reader.u32() : 0;
  const offset = features.has('memory64') ? reader.u64() : BigInt(reader.u32());
  return { align: flags & (MULTI_MEMORY_BIT - 1), memidx, offset };
}

/** Reads an index that was a zero byte before a feature made it one. */
const indexSince =
  (feature: 'multi-memory' | 'reference-types', what: string) =>
  (reader: ByteReader, features: FeatureSet): number => {
    if (reader.peek() > 0) requireFeature(features, feature, what, reader.offset);
    return reader.u32();
  };

export const readMemidx = indexSince('multi-memory', 'memory index');
export const readTableidx = indexSince('reference-types', 'table index');

function readCatch(reader: ByteReader): Catch {
  const offset = reader.offset;
  const code = reader.u8();
  const kind = catchKinds[code];
  if (kind === undefined) throw diagnostic('WASM1014', { what: 'catch clause', flags: hex(code) }, { offset });
  const tagidx = kind === 'catch' || kind === 'catch_ref' ? reader.u32() : undefined;
  return { kind, tagidx, labelidx: reader.u32() };
}

function readCastflags(reader: ByteReader): ImmediateValue<'castflags'> {
  const offset = reader.offset;
  const flags = reader.u8();
  if (flags > 3) throw diagnostic('WASM1014', { what: 'cast flags', flags: hex(flags) }, { offset });
  return { sourceNullable: (flags & 1) !== 0, targetNullable: (flags & 2) !== 0 };
}

function readZero(reader: ByteReader): number {
  const offset = reader.offset;
  const byte = reader.u8();
  if (byte !== 0) throw diagnostic('WASM1019', { found: hex(byte) }, { offset });
  return byte;
}

const list = <Item>(reader: ByteReader, minimumBytes: number, read: () => Item): Item[] =>
  Array.from({ length: reader.count(minimumBytes) }, read);

/** How the bytes of each kind of immediate are read. */
export const immediateReaders: {
  readonly [Kind in ImmediateKind]: (reader: ByteReader, scope: TypeScope) => ImmediateValue<Kind>;
} = {
  blocktype: readBlocktype,
  funcidx: (reader) => reader.u32(),
  typeidx: (reader) => reader.u32(),
  tableidx: (reader, { features }) => readTableidx(reader, features),
  memidx: (reader, { features }) => readMemidx(reader, features),
  globalidx: (reader) => reader.u32(),
  tagidx: (reader) => reader.u32(),
  elemidx: (reader) => reader.u32(),
  dataidx: (reader) => reader.u32(),
  localidx: (reader) => reader.u32(),
  labelidx: (reader) => reader.u32(),
  fieldidx: (reader) => reader.u32(),
  u32: (reader) => reader.u32(),
  'labelidx*': (reader) => list(reader, 1, () => reader.u32()),
  memarg: (reader, { features }) => readMemarg(reader, features),
  laneidx: (reader) => reader.u8(),
  'laneidx^16': (reader) => reader.raw(16),
  zero: readZero,
  i32: (reader) => reader.s32(),
  i64: (reader) => reader.s64(),
  f32: (reader) => reader.fixed32(),
  f64: (reader) => reader.fixed64(),
  v128: (reader) => reader.raw(16),
  heaptype: readHeaptype,
  'valtype*': (reader, scope) => list(reader, 1, () => readValtype(reader, scope)),
  castflags: readCastflags,
  'catch*': (reader) => list(reader, 2, () => readCatch(reader)),
};

/** Reads one instruction, without typing it. */
export function readInstruction(reader: ByteReader, scope: TypeScope): Instruction {
  const offset = reader.offset;
  const opcode = readOpcode(reader);
  // Kind and value come from the same row of the map, which the type of a generic pair cannot say.
  const immediates = opcode.immediates.map(
    (kind) => ({ kind, value: immediateReaders[kind](reader, scope) }) as Immediate,
  );
  return { opcode, immediates, offset, size: reader.offset - offset };
}
