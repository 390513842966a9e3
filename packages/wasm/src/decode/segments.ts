import type { ByteReader } from '@wasm-checkpoint/bytes';
import { diagnostic, hex } from '../diagnostics.js';
import { requireFeature } from '../features.js';
import { checkLimit, type WasmLimits } from '../limits.js';
import type { Data, Element, SegmentMode } from '../syntax/module.js';
import { FUNCREF, heaptypeOf, reftype, type Valtype } from '../syntax/valtype.js';
import { readExpr } from './expr.js';
import { readReftype, type TypeScope } from './heaptype.js';

/** Bits of an element segment's flags. */
const NOT_ACTIVE = 1;
const EXPLICIT = 2;
const EXPRESSIONS = 4;

function readElementType(reader: ByteReader, scope: TypeScope, flags: number): Valtype {
  if ((flags & (NOT_ACTIVE | EXPLICIT)) === 0)
    return (flags & EXPRESSIONS) !== 0 ? FUNCREF : reftype(heaptypeOf('func'), false);
  if ((flags & EXPRESSIONS) !== 0) return readReftype(reader, scope);
  const offset = reader.offset;
  const kind = reader.u8();
  if (kind !== 0) throw diagnostic('WASM1014', { what: 'element kind', flags: hex(kind) }, { offset });
  return reftype(heaptypeOf('func'), false);
}

const PASSIVE: SegmentMode = { kind: 'passive' };

/** Reads one element segment. */
export function readElement(reader: ByteReader, scope: TypeScope, limits: WasmLimits): Element {
  const offset = reader.offset;
  const flags = reader.u32();
  if (flags > 7) throw diagnostic('WASM1014', { what: 'element segment', flags: String(flags) }, { offset });
  if (flags !== 0)
    requireFeature(scope.features, 'bulk-memory', 'element segment that is not active on table 0', offset);
  let mode: SegmentMode;
  if ((flags & NOT_ACTIVE) !== 0) mode = (flags & EXPLICIT) !== 0 ? { kind: 'declarative' } : PASSIVE;
  else {
    const index = (flags & EXPLICIT) !== 0 ? reader.u32() : 0;
    mode = { kind: 'active', index, at: readExpr(reader, scope) };
  }
  const type = readElementType(reader, scope, flags);
  const at = reader.offset;
  const count = reader.count(1);
  checkLimit(limits, 'elementItems', count, at);
  if ((flags & EXPRESSIONS) !== 0) {
    const exprs = Array.from({ length: count }, () => readExpr(reader, scope));
    return { flags, type, mode, items: { kind: 'expr', exprs }, offset };
  }
  const funcs = Array.from({ length: count }, () => reader.u32());
  return { flags, type, mode, items: { kind: 'funcidx', funcs }, offset };
}

/** Reads one data segment; its bytes stay where they are. */
export function readData(reader: ByteReader, scope: TypeScope): Data {
  const offset = reader.offset;
  const flags = reader.u32();
  if (flags > 2) throw diagnostic('WASM1014', { what: 'data segment', flags: String(flags) }, { offset });
  if (flags !== 0) requireFeature(scope.features, 'bulk-memory', 'data segment that is not active on memory 0', offset);
  let mode: SegmentMode = PASSIVE;
  if (flags !== 1) {
    const index = flags === 2 ? reader.u32() : 0;
    mode = { kind: 'active', index, at: readExpr(reader, scope) };
  }
  const size = reader.u32();
  reader.need(size);
  const start = reader.offset;
  reader.offset = start + size;
  return { flags, mode, start, end: start + size, offset };
}
