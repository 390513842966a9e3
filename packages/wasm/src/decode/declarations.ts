import type { ByteReader } from '@wasm-checkpoint/bytes';
import { diagnostic } from '../diagnostics.js';
import { requireFeature } from '../features.js';
import { checkLimit, type WasmLimits } from '../limits.js';
import type { BodyRange, Export, Global, Import, Table } from '../syntax/module.js';
import type { Memtype, Tagtype } from '../syntax/types.js';
import { readExpr } from './expr.js';
import {
  readExternkind,
  readExterntype,
  readGlobaltype,
  readMemtype,
  readTabletype,
  readTagtype,
} from './externtype.js';
import type { TypeScope } from './heaptype.js';

/** What the readers of declarations share. */
export interface DeclarationScope extends TypeScope {
  readonly limits: WasmLimits;
}

const TABLE_WITH_INIT = 0x40;

/** The length of a section's vector, at most the limit. */
export function readCount(
  reader: ByteReader,
  scope: DeclarationScope,
  limit: keyof WasmLimits,
  minimumBytes = 1,
): number {
  const offset = reader.offset;
  const count = reader.count(minimumBytes);
  checkLimit(scope.limits, limit, count, offset);
  return count;
}

/** As many items as a count says; a loop, since Array.from with a callback is several times slower on long lists. */
export function readList<Item>(count: number, read: () => Item): Item[] {
  const items: Item[] = [];
  for (let index = 0; index < count; index++) items.push(read());
  return items;
}

function readLimitedName(reader: ByteReader, scope: DeclarationScope): string {
  const offset = reader.offset;
  const size = reader.u32();
  reader.need(size);
  checkLimit(scope.limits, 'nameBytes', size, offset);
  reader.offset = offset;
  return reader.name();
}

export function readImports(reader: ByteReader, scope: DeclarationScope): Import[] {
  return Array.from({ length: readCount(reader, scope, 'imports', 4) }, () => {
    const offset = reader.offset;
    const module = readLimitedName(reader, scope);
    return { module, name: readLimitedName(reader, scope), type: readExterntype(reader, scope), offset };
  });
}

/** A vector of type indices. */
export function readFunctions(reader: ByteReader, scope: DeclarationScope): Uint32Array {
  const typeidxs = new Uint32Array(readCount(reader, scope, 'functions'));
  for (let index = 0; index < typeidxs.length; index++) typeidxs[index] = reader.u32();
  return typeidxs;
}

/** Tables; 0x40 0x00 in front announces an initialiser. */
export function readTables(reader: ByteReader, scope: DeclarationScope): Table[] {
  return Array.from({ length: readCount(reader, scope, 'tables', 3) }, () => {
    const offset = reader.offset;
    if (reader.peek() !== TABLE_WITH_INIT) return { type: readTabletype(reader, scope), init: undefined, offset };
    requireFeature(scope.features, 'function-references', 'table with initialiser', offset);
    reader.u8();
    const zero = reader.u8();
    if (zero !== 0) throw diagnostic('WASM1019', { found: String(zero) }, { offset: reader.offset - 1 });
    const type = readTabletype(reader, scope);
    return { type, init: readExpr(reader, scope), offset };
  });
}

export function readMemories(reader: ByteReader, scope: DeclarationScope): Memtype[] {
  return Array.from({ length: readCount(reader, scope, 'memories', 2) }, () => readMemtype(reader, scope));
}

export function readTags(reader: ByteReader, scope: DeclarationScope): Tagtype[] {
  return Array.from({ length: readCount(reader, scope, 'tags', 2) }, () => readTagtype(reader, scope));
}

export function readGlobals(reader: ByteReader, scope: DeclarationScope): Global[] {
  return Array.from({ length: readCount(reader, scope, 'globals', 3) }, () => {
    const offset = reader.offset;
    const type = readGlobaltype(reader, scope);
    return { type, init: readExpr(reader, scope), offset };
  });
}

export function readExports(reader: ByteReader, scope: DeclarationScope): Export[] {
  return Array.from({ length: readCount(reader, scope, 'exports', 3) }, () => {
    const offset = reader.offset;
    const name = readLimitedName(reader, scope);
    const kind = readExternkind(reader, 'export kind');
    return { name, kind, index: reader.u32(), offset };
  });
}

/** Where each body lies: starts and ends as pairs, without looking inside. */
export function readBodies(reader: ByteReader, scope: DeclarationScope): Uint32Array {
  const ranges = new Uint32Array(2 * readCount(reader, scope, 'functions'));
  for (let index = 0; index < ranges.length; index += 2) {
    const at = reader.offset;
    const size = reader.u32();
    reader.need(size);
    checkLimit(scope.limits, 'bodySize', size, at);
    ranges[index] = reader.offset;
    reader.offset += size;
    ranges[index + 1] = reader.offset;
  }
  return ranges;
}

/** The body at a place of the vector of `readBodies`. */
export function bodyRange(ranges: Uint32Array, index: number): BodyRange | undefined {
  const start = ranges[2 * index];
  const end = ranges[2 * index + 1];
  return start === undefined || end === undefined ? undefined : { start, end };
}
