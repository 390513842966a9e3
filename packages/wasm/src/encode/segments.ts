import type { ByteWriter } from '@wasm-checkpoint/bytes';
import type { DataSyntax, ElementSyntax, SegmentModeSyntax } from '../syntax/module-syntax.js';
import { FUNCREF, heaptypeOf, reftype } from '../syntax/valtype.js';
import { writeExpr } from './immediates.js';
import { writeValtype } from './types.js';

/** Bits of an element segment's flags. */
const NOT_ACTIVE = 1;
const EXPLICIT = 2;
const EXPRESSIONS = 4;
const DATA_PASSIVE = 1;
const DATA_EXPLICIT = 2;
const ELEMENT_KIND_FUNC = 0;

/** The smallest flags that can say what an element segment is. */
export function elementFlags({ type, mode, items }: Omit<ElementSyntax, 'flags'>): number {
  const expressions = items.kind === 'expr' ? EXPRESSIONS : 0;
  if (mode.kind === 'passive') return expressions | NOT_ACTIVE;
  if (mode.kind === 'declarative') return expressions | NOT_ACTIVE | EXPLICIT;
  const implied = items.kind === 'expr' ? FUNCREF : reftype(heaptypeOf('func'), false);
  return expressions | (mode.index === 0 && type === implied ? 0 : EXPLICIT);
}

/** The smallest flags that can say what a data segment is. */
export const dataFlags = (mode: SegmentModeSyntax): number =>
  mode.kind !== 'active' ? DATA_PASSIVE : mode.index === 0 ? 0 : DATA_EXPLICIT;

/** Writes one element segment. */
export function writeElement(writer: ByteWriter, { flags, type, mode, items }: ElementSyntax): void {
  writer.u32(flags);
  if (mode.kind === 'active') {
    if ((flags & EXPLICIT) !== 0) writer.u32(mode.index);
    writeExpr(writer, mode.at);
  }
  if ((flags & (NOT_ACTIVE | EXPLICIT)) !== 0) {
    if (items.kind === 'expr') writeValtype(writer, type);
    else writer.u8(ELEMENT_KIND_FUNC);
  }
  if (items.kind === 'expr') writer.vec(items.exprs, (expr) => writeExpr(writer, expr));
  else writer.vec(items.funcs, (funcidx) => writer.u32(funcidx));
}

/** Writes one data segment. */
export function writeData(writer: ByteWriter, { flags, mode, bytes }: DataSyntax): void {
  writer.u32(flags);
  if (mode.kind === 'active') {
    if (flags === DATA_EXPLICIT) writer.u32(mode.index);
    writeExpr(writer, mode.at);
  }
  writer.u32(bytes.length);
  writer.raw(bytes);
}
