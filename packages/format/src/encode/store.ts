import { memBaseCode } from '../codes/policies.js';
import { elementBytes, plainCode, typeCode } from '../codes/types.js';
import type { ArrayObject, Elements, Exception, Global, HostRef, Memory, Struct, Table, Tag } from '../syntax/index.js';
import { encodeGlobalType, encodeMemType, encodeTableType } from './types.js';
import { encodeValue } from './values.js';
import type { SectionWriter } from './writer.js';

/** clause: bin-tables */
export function encodeTables(writer: SectionWriter, tables: readonly Table[]): void {
  writer.list('tables', tables, ({ type, base, runs }) => {
    writer.field('type', () => encodeTableType(writer, type));
    writer.flag(base.kind === 'module');
    if (base.kind === 'module') writer.u32(base.instance);
    writer.list('runs', runs, (run) => {
      writer.flag(run.kind === 'ref');
      writer.u64(run.length);
      if (run.kind === 'ref') encodeValue(writer, run.ref);
    });
  });
}

/** clause: bin-memories */
export function encodeMemories(writer: SectionWriter, memories: readonly Memory[]): void {
  writer.list('memories', memories, ({ type, image: { base, blockSizeLog2 } }) => {
    writer.field('type', () => encodeMemType(writer, type));
    writer.code(memBaseCode, base.kind, 'memory base');
    if (base.kind === 'module') writer.u32(base.instance);
    if (base.kind === 'parent') writer.u32(base.memory);
    writer.u8(blockSizeLog2);
  });
}

/** clause: bin-globals */
export function encodeGlobals(writer: SectionWriter, globals: readonly Global[]): void {
  writer.list('globals', globals, ({ type, value }) => {
    writer.field('type', () => encodeGlobalType(writer, type));
    writer.field('value', () => encodeValue(writer, value));
  });
}

/** clause: bin-tags */
export function encodeTags(writer: SectionWriter, tags: readonly Tag[]): void {
  writer.list('tags', tags, ({ type }) => writer.u32(type));
}

/** clause: bin-structs */
export function encodeStructs(writer: SectionWriter, structs: readonly Struct[]): void {
  writer.list('structs', structs, ({ type, fields }) => {
    writer.u32(type);
    writer.list('fields', fields, (field) => encodeValue(writer, field));
  });
}

function encodeElements(writer: SectionWriter, elements: Elements): void {
  if (elements.storage === 'ref') {
    writer.u8(typeCode.ref);
    writer.list('refs', elements.refs, (ref) => encodeValue(writer, ref));
    return;
  }
  const { storage, bytes } = elements;
  writer.code(plainCode, storage, 'element type');
  const count = bytes.length / elementBytes[storage];
  writer.range(count, 0, 0xffff_ffff, `whole number of ${storage} elements`);
  writer.u32(count);
  writer.raw(bytes);
}

/** clause: bin-arrays */
export function encodeArrays(writer: SectionWriter, arrays: readonly ArrayObject[]): void {
  writer.list('arrays', arrays, ({ type, elements }) => {
    writer.u32(type);
    writer.field('elements', () => encodeElements(writer, elements));
  });
}

/** clause: bin-exceptions */
export function encodeExceptions(writer: SectionWriter, exceptions: readonly Exception[]): void {
  writer.list('exceptions', exceptions, ({ tag, args }) => {
    writer.u32(tag);
    writer.list('args', args, (value) => encodeValue(writer, value));
  });
}

/** clause: bin-host-references */
export function encodeHostRefs(writer: SectionWriter, hostRefs: readonly HostRef[]): void {
  writer.list('hostRefs', hostRefs, ({ state, payload }) => {
    writer.u32(state);
    writer.bytesVec(payload);
  });
}
