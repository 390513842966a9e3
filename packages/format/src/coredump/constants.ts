import type { ByteReader } from '@wasm-checkpoint/bytes';
import { heapOfCode, plainOfCode, typeCode } from '../codes/types.js';
import { fault } from '../faults.js';
import type { AbsHeapType, Hierarchy, MemType, NullRef, Num, RefType, ValType, Vec } from '../syntax/index.js';
import { constOpcode, END, limitsFlag } from './codes.js';
import type { DumpGlobal } from './syntax.js';

/** The hierarchy of each abstract heap type. */
export const hierarchyOf: Readonly<Record<AbsHeapType, Hierarchy>> = {
  any: 'any',
  eq: 'any',
  i31: 'any',
  struct: 'any',
  array: 'any',
  none: 'any',
  extern: 'extern',
  noextern: 'extern',
  func: 'func',
  nofunc: 'func',
  exn: 'exn',
  noexn: 'exn',
};

const readHeapType = (reader: ByteReader, path: string): AbsHeapType => {
  const at = reader.offset;
  const code = reader.u8();
  const heap = heapOfCode[code];
  // clause: dump-constant
  if (heap === undefined) throw fault('CKPT1030', { what: 'heap type of a core dump', code }, at, path);
  return heap;
};

const readRefType = (reader: ByteReader, code: number, at: number, path: string): RefType => {
  if (code === typeCode['ref-null']) return { nullable: true, heap: readHeapType(reader, path) };
  if (code === typeCode.ref) return { nullable: false, heap: readHeapType(reader, path) };
  const heap = heapOfCode[code];
  // clause: conv-codes
  if (heap === undefined) throw fault('CKPT1030', { what: 'value type', code }, at, path);
  return { nullable: true, heap };
};

const readValType = (reader: ByteReader, path: string): ValType => {
  const at = reader.offset;
  const code = reader.u8();
  const plain = plainOfCode[code];
  if (plain !== undefined && plain !== 'i8' && plain !== 'i16') return plain;
  return readRefType(reader, code, at, path);
};

const v128Bits = (bytes: Uint8Array): bigint => bytes.reduceRight((bits, byte) => (bits << 8n) | BigInt(byte), 0n);

/** What a constant expression of a core dump can be; a null is that of its hierarchy. */
export type DumpConstant = Num | Vec | NullRef;

/** A constant expression: one constant and `end`. */
export function readConstant(reader: ByteReader, path: string): DumpConstant {
  const at = reader.offset;
  const first = reader.u8();
  const prefixed = first === constOpcode.v128.prefix;
  const opcode = prefixed ? reader.u32() : first;
  const kind = (Object.keys(constOpcode) as (keyof typeof constOpcode)[]).find(
    (name) => constOpcode[name].opcode === opcode && (constOpcode[name].prefix !== 0) === prefixed,
  );
  // clause: dump-constant
  if (kind === undefined) throw fault('CKPT1204', { what: `instruction ${opcode}`, type: 'any kind' }, at, path);
  const value = readOperand(reader, kind, path);
  const end = reader.u8();
  if (end !== END) throw fault('CKPT1204', { what: 'a longer expression', type: kind }, at, path);
  return value;
}

const readOperand = (reader: ByteReader, kind: keyof typeof constOpcode, path: string): DumpConstant => {
  switch (kind) {
    case 'i32':
      return { kind, value: reader.s32() };
    case 'i64':
      return { kind, value: reader.s64() };
    case 'f32':
      return { kind, bits: reader.fixed32() };
    case 'f64':
      return { kind, bits: reader.fixed64() };
    case 'v128':
      return { kind, bits: v128Bits(reader.raw(16)) };
    case 'ref':
      return { kind: 'null', hierarchy: hierarchyOf[readHeapType(reader, path)] };
  }
};

const fits = (type: ValType, value: DumpConstant): boolean => {
  if (typeof type === 'string') return type === value.kind;
  return (
    value.kind === 'null' &&
    type.nullable &&
    typeof type.heap === 'string' &&
    hierarchyOf[type.heap] === value.hierarchy
  );
};

/** A global: its type and the constant that is its value. */
export function readGlobal(reader: ByteReader, path: string): DumpGlobal {
  const start = reader.offset;
  const type = readValType(reader, path);
  const at = reader.offset;
  const code = reader.u8();
  // clause: conv-codes
  if (code > 1) throw fault('CKPT1030', { what: 'mutability', code }, at, path);
  const value = readConstant(reader, path);
  // clause: dump-constant
  if (!fits(type, value)) {
    throw fault('CKPT1204', { what: value.kind, type: typeof type === 'string' ? type : 'ref' }, start, path);
  }
  return { type: { type, mutable: code === 1 }, value };
}

/** The type of a memory, with the rules on limits that a checkpoint has too. */
export function readMemType(reader: ByteReader, path: string): MemType {
  const at = reader.offset;
  const flags = reader.u8();
  // clause: bin-limits
  if (flags > 15) throw fault('CKPT1041', { flags, what: 'memory' }, at, path);
  const address = (flags & limitsFlag.address64) !== 0 ? 'i64' : 'i32';
  const shared = (flags & limitsFlag.shared) !== 0;
  const min = reader.u64();
  const max = (flags & limitsFlag.max) !== 0 ? reader.u64() : undefined;
  const pageSizeLog2 = (flags & limitsFlag.pageSize) !== 0 ? reader.u32() : 16;
  // clause: conv-codes
  if (pageSizeLog2 !== 0 && pageSizeLog2 !== 16) {
    throw fault('CKPT1030', { what: 'page size exponent', code: pageSizeLog2 }, at, path);
  }
  const largest = 1n << BigInt((address === 'i64' ? 64 : 32) - pageSizeLog2);
  const value = max !== undefined && max > min ? max : min;
  // clause: syn-limits
  if (max !== undefined && min > max) throw fault('CKPT2009', { min, max }, at, path);
  // clause: syn-limits-range
  if (value > largest) throw fault('CKPT2010', { value, what: 'memory size', max: largest }, at, path);
  // clause: syn-shared
  if (shared && max === undefined) throw fault('CKPT2011', {}, at, path);
  return { address, limits: max === undefined ? { min } : { min, max }, shared, pageSizeLog2 };
}
