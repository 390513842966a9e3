import type { ByteWriter } from '@wasm-checkpoint/bytes';
import {
  type Externkind,
  type Externtype,
  externkinds,
  type Globaltype,
  type Limits,
  type Memtype,
  type Tabletype,
  type Tagtype,
} from '../syntax/types.js';
import { writeValtype } from './types.js';

const HAS_MAX = 1;
const SHARED = 2;
const ADDR64 = 4;
const PAGE_SIZE = 8;

function writeLimits(writer: ByteWriter, { min, max }: Limits, otherFlags: number): void {
  writer.u8(otherFlags | (max === undefined ? 0 : HAS_MAX));
  writer.u64(min);
  if (max !== undefined) writer.u64(max);
}

export function writeMemtype(writer: ByteWriter, type: Memtype): void {
  const { pageSizeLog2 } = type;
  const flags =
    (type.shared ? SHARED : 0) | (type.addrtype === 'i64' ? ADDR64 : 0) | (pageSizeLog2 === undefined ? 0 : PAGE_SIZE);
  writeLimits(writer, type.limits, flags);
  if (pageSizeLog2 !== undefined) writer.u32(pageSizeLog2);
}

export function writeTabletype(writer: ByteWriter, type: Tabletype): void {
  writeValtype(writer, type.element);
  writeLimits(writer, type.limits, type.addrtype === 'i64' ? ADDR64 : 0);
}

export function writeGlobaltype(writer: ByteWriter, type: Globaltype): void {
  writeValtype(writer, type.type);
  writer.u8(type.mutable ? 1 : 0);
}

export function writeTagtype(writer: ByteWriter, type: Tagtype): void {
  writer.u8(0);
  writer.u32(type.typeidx);
}

const externtypeWriters: {
  readonly [Kind in Externkind]: (writer: ByteWriter, type: Extract<Externtype, { kind: Kind }>) => void;
} = {
  func: (writer, type) => writer.u32(type.typeidx),
  table: writeTabletype,
  memory: writeMemtype,
  global: writeGlobaltype,
  tag: writeTagtype,
};

export function writeExternkind(writer: ByteWriter, kind: Externkind): void {
  writer.u8(externkinds.indexOf(kind));
}

/** Writes an external type: its kind, then the type itself. */
export function writeExterntype(writer: ByteWriter, type: Externtype): void {
  writeExternkind(writer, type.kind);
  // The writer is that of the type's own kind, which the type of a generic pair cannot say.
  (externtypeWriters[type.kind] as (writer: ByteWriter, type: Externtype) => void)(writer, type);
}
