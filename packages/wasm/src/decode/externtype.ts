import type { ByteReader } from '@wasm-checkpoint/bytes';
import { diagnostic, hex } from '../diagnostics.js';
import { type FeatureSet, requireFeature } from '../features.js';
import {
  type Externkind,
  type Externtype,
  externkinds,
  type Globaltype,
  type Limits,
  type Memtype,
  type Tabletype,
} from '../syntax/types.js';
import { readReftype, readValtype, type TypeScope } from './heaptype.js';
import { readMutability } from './types.js';

const HAS_MAX = 1;
const SHARED = 2;
const ADDR64 = 4;
const PAGE_SIZE = 8;

/** Limits are u64 since 64-bit addresses exist, whatever the address type; u32 before. */
function readLimits(reader: ByteReader, features: FeatureSet, flags: number): Limits {
  const read = features.has('memory64') ? () => reader.u64() : () => BigInt(reader.u32());
  const min = read();
  return { min, max: (flags & HAS_MAX) !== 0 ? read() : undefined };
}

/** Reads a memory type. */
export function readMemtype(reader: ByteReader, scope: TypeScope): Memtype {
  const offset = reader.offset;
  const flags = reader.u8();
  if (flags > 15) throw diagnostic('WASM1014', { what: 'memory limits', flags: hex(flags) }, { offset });
  if ((flags & SHARED) !== 0) requireFeature(scope.features, 'threads', 'shared memory', offset);
  if ((flags & ADDR64) !== 0) requireFeature(scope.features, 'memory64', '64-bit memory', offset);
  if ((flags & PAGE_SIZE) !== 0) requireFeature(scope.features, 'custom-page-sizes', 'page size', offset);
  const limits = readLimits(reader, scope.features, flags);
  const at = reader.offset;
  const pageSizeLog2 = (flags & PAGE_SIZE) !== 0 ? reader.u32() : undefined;
  // A page size that is not a power of two below 2^64 cannot be written; larger exponents are malformed.
  if (pageSizeLog2 !== undefined && pageSizeLog2 >= 64)
    throw diagnostic('WASM1014', { what: 'page size', flags: String(pageSizeLog2) }, { offset: at });
  return { limits, addrtype: (flags & ADDR64) !== 0 ? 'i64' : 'i32', shared: (flags & SHARED) !== 0, pageSizeLog2 };
}

/** Reads a table type. */
export function readTabletype(reader: ByteReader, scope: TypeScope): Tabletype {
  const element = readReftype(reader, scope);
  const offset = reader.offset;
  const flags = reader.u8();
  if ((flags & ~(HAS_MAX | ADDR64)) !== 0)
    throw diagnostic('WASM1014', { what: 'table limits', flags: hex(flags) }, { offset });
  if ((flags & ADDR64) !== 0) requireFeature(scope.features, 'memory64', '64-bit table', offset);
  return {
    limits: readLimits(reader, scope.features, flags),
    addrtype: (flags & ADDR64) !== 0 ? 'i64' : 'i32',
    element,
  };
}

/** Reads a global type. */
export function readGlobaltype(reader: ByteReader, scope: TypeScope): Globaltype {
  const type = readValtype(reader, scope);
  return { type, mutable: readMutability(reader) };
}

/** Reads a tag type: an attribute byte of zero, then a type index. */
export function readTagtype(reader: ByteReader, scope: TypeScope): { readonly typeidx: number } {
  const offset = reader.offset;
  requireFeature(scope.features, scope.features.has('exceptions') ? 'exceptions' : 'legacy-exceptions', 'tag', offset);
  const attribute = reader.u8();
  if (attribute !== 0) throw diagnostic('WASM1014', { what: 'tag attribute', flags: hex(attribute) }, { offset });
  return { typeidx: reader.u32() };
}

/** Reads the kind byte of an import or export. */
export function readExternkind(reader: ByteReader, what: string): Externkind {
  const offset = reader.offset;
  const code = reader.u8();
  const kind = externkinds[code];
  if (kind === undefined) throw diagnostic('WASM1014', { what, flags: hex(code) }, { offset });
  return kind;
}

/** Reads an external type: its kind, then the type itself. */
export function readExterntype(reader: ByteReader, scope: TypeScope): Externtype {
  const kind = readExternkind(reader, 'import kind');
  switch (kind) {
    case 'func':
      return { kind, typeidx: reader.u32() };
    case 'table':
      return { kind, ...readTabletype(reader, scope) };
    case 'memory':
      return { kind, ...readMemtype(reader, scope) };
    case 'global':
      return { kind, ...readGlobaltype(reader, scope) };
    case 'tag':
      return { kind, ...readTagtype(reader, scope) };
  }
}
