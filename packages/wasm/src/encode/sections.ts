import { ByteWriter } from '@wasm-checkpoint/bytes';
import { type WasmSection, wasmSections } from '@wasm-checkpoint/tables';
import type { Code, Locals, ModuleSyntax, SectionContents, SectionSyntax } from '../syntax/module-syntax.js';
import {
  writeExternkind,
  writeExterntype,
  writeGlobaltype,
  writeMemtype,
  writeTabletype,
  writeTagtype,
} from './externtype.js';
import { writeExpr } from './immediates.js';
import { writeData, writeElement } from './segments.js';
import { writeTypeSection, writeValtype } from './types.js';

const TABLE_WITH_INIT = 0x40;
const MAGIC = 0x6d73_6100;
const VERSION = 1;
const ids = Object.fromEntries(wasmSections.map((row) => [row.name, row.id])) as Readonly<Record<WasmSection, number>>;

/** Writes local declarations. */
export function writeLocals(writer: ByteWriter, locals: readonly Locals[]): void {
  writer.vec(locals, ({ count, type }) => {
    writer.u32(count);
    writeValtype(writer, type);
  });
}

/** Writes a body without its size: local declarations, then the expression. */
export function writeCode(writer: ByteWriter, { locals, body }: Code): void {
  writeLocals(writer, locals);
  writeExpr(writer, body);
}

/** How the contents of each section are written. */
export const sectionWriters: {
  readonly [Name in WasmSection]: (writer: ByteWriter, contents: SectionContents[Name]) => void;
} = {
  custom: (writer, { name, bytes }) => {
    writer.name(name);
    writer.raw(bytes);
  },
  type: writeTypeSection,
  import: (writer, imports) =>
    writer.vec(imports, ({ module, name, type }) => {
      writer.name(module);
      writer.name(name);
      writeExterntype(writer, type);
    }),
  function: (writer, typeidxs) => writer.vec(typeidxs, (typeidx) => writer.u32(typeidx)),
  table: (writer, tables) =>
    writer.vec(tables, ({ type, init }) => {
      if (init !== undefined) {
        writer.u8(TABLE_WITH_INIT);
        writer.u8(0);
      }
      writeTabletype(writer, type);
      if (init !== undefined) writeExpr(writer, init);
    }),
  memory: (writer, memories) => writer.vec(memories, (type) => writeMemtype(writer, type)),
  tag: (writer, tags) => writer.vec(tags, (type) => writeTagtype(writer, type)),
  global: (writer, globals) =>
    writer.vec(globals, ({ type, init }) => {
      writeGlobaltype(writer, type);
      writeExpr(writer, init);
    }),
  export: (writer, exports) =>
    writer.vec(exports, ({ name, kind, index }) => {
      writer.name(name);
      writeExternkind(writer, kind);
      writer.u32(index);
    }),
  start: (writer, funcidx) => writer.u32(funcidx),
  element: (writer, elements) => writer.vec(elements, (element) => writeElement(writer, element)),
  'data count': (writer, count) => writer.u32(count),
  code: (writer, codes) => writer.vec(codes, (code) => writer.sized((inner) => writeCode(inner, code))),
  data: (writer, segments) => writer.vec(segments, (segment) => writeData(writer, segment)),
};

/** Writes magic and version. */
export function writePreamble(writer: ByteWriter): void {
  writer.fixed32(MAGIC);
  writer.fixed32(VERSION);
}

/** Writes a section of ready contents. */
export function writeSectionBytes(writer: ByteWriter, name: WasmSection, contents: Uint8Array): void {
  writer.u8(ids[name]);
  writer.u32(contents.length);
  writer.raw(contents);
}

/** The bytes of a section's contents. */
export function encodeContents<Name extends WasmSection>(name: Name, contents: SectionContents[Name]): Uint8Array {
  const writer = new ByteWriter();
  sectionWriters[name](writer, contents);
  return writer.view();
}

function writeSection(writer: ByteWriter, { name, contents }: SectionSyntax): void {
  // Name and contents belong together, which the type of a generic pair cannot say.
  writeSectionBytes(writer, name, encodeContents(name, contents as SectionContents[typeof name]));
}

/** The bytes of a module: every integer in its shortest form, everything else as the tree says. */
export function encodeModule(module: ModuleSyntax): Uint8Array {
  const writer = new ByteWriter();
  writePreamble(writer);
  for (const section of module.sections) writeSection(writer, section);
  return writer.finish();
}
