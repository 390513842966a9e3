import type { ElemState, HostFunc, Import, Instance, Module } from '../syntax/index.js';
import type { SectionReader } from './reader.js';
import { decodeExternType, decodeFlag } from './types.js';
import { decodeFuncRef, decodeRef } from './values.js';

function decodeImport(reader: SectionReader): Import {
  return { module: reader.name(), name: reader.name(), type: reader.field('type', decodeExternType) };
}

function decodeModule(reader: SectionReader): Module {
  return {
    digest: reader.raw(32),
    length: reader.u64(),
    imports: reader.list('imports', 4, 'maxImports', decodeImport),
  };
}

/** clause: bin-modules */
export function decodeModules(reader: SectionReader): Module[] {
  return reader.list('modules', 34, 'maxModules', decodeModule);
}

function decodeElem(reader: SectionReader): ElemState {
  const index = reader.u32();
  if (!decodeFlag(reader, 'element segment state')) return { kind: 'dropped', index };
  return { kind: 'contents', index, refs: reader.list('refs', 1, undefined, decodeRef) };
}

function decodeInstance(reader: SectionReader): Instance {
  return {
    module: reader.field('module', () => reader.u32()),
    funcs: reader.list('funcs', 2, 'maxIndexSpace', decodeFuncRef),
    tables: reader.u32List('tables', 'maxIndexSpace'),
    memories: reader.u32List('memories', 'maxIndexSpace'),
    globals: reader.u32List('globals', 'maxIndexSpace'),
    tags: reader.u32List('tags', 'maxIndexSpace'),
    elems: reader.list('elems', 2, 'maxIndexSpace', decodeElem),
    datas: reader.u32List('datas', 'maxIndexSpace'),
  };
}

/** clause: bin-instances */
export function decodeInstances(reader: SectionReader): Instance[] {
  return reader.list('instances', 8, 'maxInstances', decodeInstance);
}

/** clause: bin-host-functions */
export function decodeHostFuncs(reader: SectionReader): HostFunc[] {
  return reader.list('hostFuncs', 3, 'maxHostFunctions', () => ({
    module: reader.name(),
    name: reader.name(),
    type: reader.field('type', () => reader.u32()),
  }));
}
