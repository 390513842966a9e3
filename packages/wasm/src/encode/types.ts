import type { ByteWriter } from '@wasm-checkpoint/bytes';
import { constructorCode } from '../decode/heaptype.js';
import type { SectionContents } from '../syntax/module-syntax.js';
import type { Comptype, Fieldtype, Subtype } from '../syntax/types.js';
import {
  absheaptype,
  type Heaptype,
  heapOf,
  isConcrete,
  isNullable,
  isRef,
  typeidxOf,
  type Valtype,
} from '../syntax/valtype.js';

/** Writes a heap type: the code of an abstract one is a negative s33 of one byte. */
export function writeHeaptype(writer: ByteWriter, heap: Heaptype): void {
  if (isConcrete(heap)) writer.s33(typeidxOf(heap));
  else writer.u8(heap);
}

/** Writes a value or packed type, a nullable abstract reference in its short form. */
export function writeValtype(writer: ByteWriter, type: Valtype): void {
  if (!isRef(type)) {
    writer.u8(type);
    return;
  }
  const heap = heapOf(type);
  if (isNullable(type) && !isConcrete(heap) && absheaptype(heap) !== undefined) {
    writer.u8(heap);
    return;
  }
  writer.u8(isNullable(type) ? constructorCode['ref null'] : constructorCode.ref);
  writeHeaptype(writer, heap);
}

function writeFieldtype(writer: ByteWriter, field: Fieldtype): void {
  writeValtype(writer, field.storage);
  writer.u8(field.mutable ? 1 : 0);
}

/** Writes a composite type. */
export function writeComptype(writer: ByteWriter, composite: Comptype): void {
  switch (composite.kind) {
    case 'func':
      writer.u8(constructorCode.functype);
      writer.vec(composite.params, (type) => writeValtype(writer, type));
      writer.vec(composite.results, (type) => writeValtype(writer, type));
      return;
    case 'struct':
      writer.u8(constructorCode.structtype);
      writer.vec(composite.fields, (field) => writeFieldtype(writer, field));
      return;
    case 'array':
      writer.u8(constructorCode.arraytype);
      writeFieldtype(writer, composite.field);
      return;
  }
}

/** Writes a type definition, a final one without supertypes in its short form. */
export function writeSubtype(writer: ByteWriter, type: Subtype): void {
  if (!type.final || type.supers.length > 0) {
    writer.u8(type.final ? constructorCode['sub final'] : constructorCode.sub);
    writer.vec(type.supers, (typeidx) => writer.u32(typeidx));
  }
  writeComptype(writer, type.composite);
}

/** Writes the contents of the type section. */
export function writeTypeSection(writer: ByteWriter, { types, groups }: SectionContents['type']): void {
  writer.vec(groups, ({ first, size, explicit }) => {
    const members = types.slice(first, first + size);
    if (explicit) {
      writer.u8(constructorCode.rec);
      writer.u32(size);
    }
    for (const type of members) writeSubtype(writer, type);
  });
}
