import { hex } from '../codes/bytes.js';
import { type AssignedTag, type ValueRow, valueRow } from '../codes/values.js';
import type { Field, FuncRef, Hierarchy, InternalRef, NullRef, Ref, Slot, Value } from '../syntax/index.js';
import type { SectionReader } from './reader.js';

type Item = Slot | Field;
type Group = ValueRow['group'];

const nullOf = (hierarchy: Hierarchy): NullRef => Object.freeze({ kind: 'null', hierarchy });
const nulls = { any: nullOf('any'), extern: nullOf('extern'), func: nullOf('func'), exn: nullOf('exn') };
const unset = Object.freeze({ kind: 'unset' } as const);
const dead = Object.freeze({ kind: 'dead' } as const);

function i31(reader: SectionReader): InternalRef {
  const start = reader.offset;
  const value = reader.u32();
  if (value >= 0x8000_0000) throw reader.fault('CKPT1032', { value }, start); // clause: bin-ref-i31
  return { kind: 'i31', value };
}

function bits128(reader: SectionReader): bigint {
  const low = reader.fixed64();
  return (reader.fixed64() << 64n) | low;
}

function bits16(reader: SectionReader): number {
  const low = reader.u8();
  return low | (reader.u8() << 8);
}

/** What follows each tag. */
const payloads: Readonly<Record<AssignedTag, (reader: SectionReader) => Item>> = {
  unset: () => unset,
  dead: () => dead,
  // clause: bin-value
  i32: (reader) => ({ kind: 'i32', value: reader.s32() }),
  i64: (reader) => ({ kind: 'i64', value: reader.s64() }),
  f32: (reader) => ({ kind: 'f32', bits: reader.fixed32() }), // clause: conv-bits
  f64: (reader) => ({ kind: 'f64', bits: reader.fixed64() }),
  v128: (reader) => ({ kind: 'v128', bits: bits128(reader) }),
  // clause: bin-packed
  i8: (reader) => ({ kind: 'i8', bits: reader.u8() }),
  i16: (reader) => ({ kind: 'i16', bits: bits16(reader) }),
  // clause: bin-null
  'null-any': () => nulls.any,
  'null-extern': () => nulls.extern,
  'null-func': () => nulls.func,
  'null-exn': () => nulls.exn,
  // clause: bin-ref-func
  func: (reader) => ({ kind: 'func', instance: reader.u32(), funcidx: reader.u32() }),
  // clause: bin-ref-address
  'host-func': (reader) => ({ kind: 'host-func', address: reader.u32() }),
  host: (reader) => ({ kind: 'host', address: reader.u32() }),
  i31,
  struct: (reader) => ({ kind: 'struct', address: reader.u32() }),
  array: (reader) => ({ kind: 'array', address: reader.u32() }),
  exn: (reader) => ({ kind: 'exn', address: reader.u32() }),
  // clause: bin-ref-extern
  extern: (reader) => ({ kind: 'extern', internal: decodeInternal(reader) }),
};

type Payload = (reader: SectionReader) => Item;

/** The payload decoders by tag, for the tags that `allow` lets through. */
function allowed(allow: (row: ValueRow) => boolean): readonly (Payload | undefined)[] {
  return Array.from({ length: 256 }, (_, tag) => {
    const row = valueRow(tag);
    if (row === undefined || row.status === 'reserved' || !allow(row)) return undefined;
    return payloads[row.name as AssignedTag];
  });
}

const inGroups = (...groups: Group[]) => allowed((row) => groups.includes(row.group));
const valuesByTag = inGroups('number', 'vector', 'null', 'reference');
const slotsByTag = inGroups('number', 'vector', 'null', 'reference', 'slot');
const fieldsByTag = inGroups('number', 'vector', 'null', 'reference', 'packed');
const refsByTag = inGroups('null', 'reference');
const funcsByTag = allowed((row) => row.name === 'func' || row.name === 'host-func');
const internalsByTag = allowed((row) => ['i31', 'struct', 'array', 'host'].includes(row.name));

/** The diagnostic for a tag at `offset` that cannot stand where an `expected` is wanted. */
function misplaced(reader: SectionReader, tag: number, expected: string, offset: number): Error {
  const row = valueRow(tag);
  if (row === undefined) return reader.fault('CKPT1030', { what: 'value tag', code: tag }, offset); // clause: conv-codes
  // clause: bin-reserved
  if (row.status === 'reserved') return reader.fault('CKPT4004', { what: `value tag ${hex(tag)}` }, offset);
  return reader.fault('CKPT1031', { found: row.name, expected }, offset); // clause: syn-value-place
}

function tagged(reader: SectionReader, byTag: readonly (Payload | undefined)[], expected: string): Item {
  const start = reader.offset;
  const tag = reader.u8();
  const payload = byTag[tag];
  if (payload === undefined) throw misplaced(reader, tag, expected, start);
  return payload(reader);
}

export const decodeValue = (reader: SectionReader): Value => tagged(reader, valuesByTag, 'value') as Value;
export const decodeSlot = (reader: SectionReader): Slot => tagged(reader, slotsByTag, 'local') as Slot;
export const decodeField = (reader: SectionReader): Field => tagged(reader, fieldsByTag, 'field') as Field;
export const decodeRef = (reader: SectionReader): Ref => tagged(reader, refsByTag, 'reference') as Ref;
export const decodeFuncRef = (reader: SectionReader): FuncRef =>
  tagged(reader, funcsByTag, 'function reference') as FuncRef;
function decodeInternal(reader: SectionReader): InternalRef {
  return tagged(reader, internalsByTag, 'internal reference') as InternalRef;
}
