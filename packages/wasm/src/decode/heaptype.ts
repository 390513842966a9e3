import type { ByteReader } from '@wasm-checkpoint/bytes';
import { wasmTypes } from '@wasm-checkpoint/tables';
import { diagnostic, hex } from '../diagnostics.js';
import { type FeatureSet, requireFeature } from '../features.js';
import { absheaptype, concrete, type Heaptype, reftype, type Valtype } from '../syntax/valtype.js';

const plain = new Map(
  wasmTypes.flatMap((row) =>
    row.kind === 'numtype' || row.kind === 'vectype' ? [[row.code as number, row.feature] as const] : [],
  ),
);
const packed = new Set<number>(wasmTypes.flatMap((row) => (row.kind === 'packedtype' ? [row.code] : [])));
export const constructorCode = Object.fromEntries(
  wasmTypes.flatMap((row) => (row.kind === 'constructor' ? [[row.name, row.code]] : [])),
) as Readonly<Record<Extract<(typeof wasmTypes)[number], { kind: 'constructor' }>['name'], number>>;

/** What is needed to read types: the features, and the number of types that may be named (WASM2003 beyond it). */
export interface TypeScope {
  readonly features: FeatureSet;
  readonly typeCount: number;
}

/** Reads a heap type: the one byte of an abstract one, or a type index as s33. */
export function readHeaptype(reader: ByteReader, scope: TypeScope): Heaptype {
  const offset = reader.offset;
  const row = absheaptype(reader.peek());
  if (row !== undefined) {
    reader.u8();
    requireFeature(scope.features, row.feature, row.name, offset);
    return row.code;
  }
  const first = reader.peek();
  const typeidx = reader.s33();
  if (typeidx < 0) throw diagnostic('WASM1013', { what: 'heap type', found: hex(first) }, { offset });
  requireFeature(scope.features, 'function-references', 'type index as heap type', offset);
  if (typeidx >= scope.typeCount)
    throw diagnostic('WASM2003', { space: 'type', index: typeidx, count: scope.typeCount }, { offset });
  return concrete(typeidx);
}

/** Reads a reference type. */
export function readReftype(reader: ByteReader, scope: TypeScope): Valtype {
  const offset = reader.offset;
  const code = reader.u8();
  const nullable = code === constructorCode['ref null'];
  if (nullable || code === constructorCode.ref) {
    requireFeature(scope.features, 'function-references', 'typed reference', offset);
    return reftype(readHeaptype(reader, scope), nullable);
  }
  const row = absheaptype(code);
  if (row === undefined) throw diagnostic('WASM1013', { what: 'reference type', found: hex(code) }, { offset });
  requireFeature(scope.features, row.feature, row.short, offset);
  return reftype(row.code, true);
}

/** Reads a value type. */
export function readValtype(reader: ByteReader, scope: TypeScope): Valtype {
  const offset = reader.offset;
  const code = reader.peek();
  const feature = plain.get(code);
  if (feature !== undefined) {
    reader.u8();
    requireFeature(scope.features, feature, 'value type', offset);
    return code;
  }
  if (code < 0) reader.u8();
  if (code !== constructorCode.ref && code !== constructorCode['ref null'] && absheaptype(code) === undefined) {
    throw diagnostic('WASM1013', { what: 'value type', found: hex(code) }, { offset });
  }
  // Version 1.0 has funcref as the type of table elements only.
  requireFeature(scope.features, 'reference-types', 'reference as value type', offset);
  return readReftype(reader, scope);
}

/** Reads a storage type: a value type or a packed one. */
export function readStoragetype(reader: ByteReader, scope: TypeScope): Valtype {
  if (!packed.has(reader.peek())) return readValtype(reader, scope);
  return reader.u8();
}
