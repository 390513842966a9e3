import type { ByteReader } from '@wasm-checkpoint/bytes';
import { diagnostic, hex } from '../diagnostics.js';
import { requireFeature } from '../features.js';
import { checkLimit, type WasmLimits } from '../limits.js';
import type { Comptype, Fieldtype, Recgroup, Subtype } from '../syntax/types.js';
import type { Valtype } from '../syntax/valtype.js';
import { constructorCode, readStoragetype, readValtype, type TypeScope } from './heaptype.js';

/** The type section: every subtype by type index, and how they are grouped. */
export interface TypeSection {
  readonly types: readonly Subtype[];
  readonly groups: readonly Recgroup[];
}

function readFieldtype(reader: ByteReader, scope: TypeScope): Fieldtype {
  const storage = readStoragetype(reader, scope);
  return { storage, mutable: readMutability(reader) };
}

/** Reads `const` or `var`. */
export function readMutability(reader: ByteReader): boolean {
  const offset = reader.offset;
  const flag = reader.u8();
  if (flag > 1) throw diagnostic('WASM1014', { what: 'mutability', flags: hex(flag) }, { offset });
  return flag === 1;
}

function readResulttype(
  reader: ByteReader,
  scope: TypeScope,
  limits: WasmLimits,
  limit: 'params' | 'results',
): Valtype[] {
  const offset = reader.offset;
  const count = reader.count(1);
  checkLimit(limits, limit, count, offset);
  if (limit === 'results' && count > 1) requireFeature(scope.features, 'multi-value', 'several results', offset);
  return Array.from({ length: count }, () => readValtype(reader, scope));
}

function readComptype(reader: ByteReader, scope: TypeScope, limits: WasmLimits): Comptype {
  const offset = reader.offset;
  const code = reader.u8();
  switch (code) {
    case constructorCode.functype:
      return {
        kind: 'func',
        params: readResulttype(reader, scope, limits, 'params'),
        results: readResulttype(reader, scope, limits, 'results'),
      };
    case constructorCode.structtype: {
      requireFeature(scope.features, 'gc', 'struct type', offset);
      const at = reader.offset;
      const count = reader.count(2);
      checkLimit(limits, 'structFields', count, at);
      return { kind: 'struct', fields: Array.from({ length: count }, () => readFieldtype(reader, scope)) };
    }
    case constructorCode.arraytype:
      requireFeature(scope.features, 'gc', 'array type', offset);
      return { kind: 'array', field: readFieldtype(reader, scope) };
    default:
      throw diagnostic('WASM1013', { what: 'composite type', found: hex(code) }, { offset });
  }
}

function readSubtype(reader: ByteReader, scope: TypeScope, limits: WasmLimits): Subtype {
  const offset = reader.offset;
  const code = reader.peek();
  if (code !== constructorCode.sub && code !== constructorCode['sub final']) {
    return { final: true, supers: [], composite: readComptype(reader, scope, limits) };
  }
  requireFeature(scope.features, 'gc', 'sub', offset);
  reader.u8();
  const supers = Array.from({ length: reader.count(1) }, () => reader.u32());
  return { final: code === constructorCode['sub final'], supers, composite: readComptype(reader, scope, limits) };
}

/** Reads the contents of the type section; types may name those of earlier groups and of their own. */
export function readTypeSection(
  reader: ByteReader,
  features: TypeScope['features'],
  limits: WasmLimits,
  unbounded = false,
): TypeSection {
  const types: Subtype[] = [];
  const groups: Recgroup[] = [];
  const offset = reader.offset;
  const count = reader.count(1);
  checkLimit(limits, 'types', count, offset);
  for (let index = 0; index < count; index++) {
    const at = reader.offset;
    const explicit = reader.peek() === constructorCode.rec;
    let size = 1;
    if (explicit) {
      requireFeature(features, 'gc', 'rec', at);
      reader.u8();
      size = reader.count(1);
      checkLimit(limits, 'recGroupSize', size, at);
    }
    const first = types.length;
    checkLimit(limits, 'types', first + size, at);
    const scope: TypeScope = { features, typeCount: unbounded ? Number.POSITIVE_INFINITY : first + size };
    for (let member = 0; member < size; member++) types.push(readSubtype(reader, scope, limits));
    groups.push({ first, size, explicit });
  }
  return { types, groups };
}
