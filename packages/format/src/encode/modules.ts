import type { HostFunc, Instance, Module } from '../syntax/index.js';
import { encodeExternType } from './types.js';
import { encodeValue } from './values.js';
import type { SectionWriter } from './writer.js';

/** clause: bin-modules */
export function encodeModules(writer: SectionWriter, modules: readonly Module[]): void {
  writer.list('modules', modules, (module) => {
    writer.digest(module.digest);
    writer.u64(module.length);
    writer.list('imports', module.imports, (entry) => {
      writer.name(entry.module);
      writer.name(entry.name);
      writer.field('type', () => encodeExternType(writer, entry.type));
    });
  });
}

/** clause: bin-instances */
export function encodeInstances(writer: SectionWriter, instances: readonly Instance[]): void {
  writer.list('instances', instances, (instance) => {
    writer.u32(instance.module);
    writer.list('funcs', instance.funcs, (ref) => encodeValue(writer, ref));
    writer.u32List('tables', instance.tables);
    writer.u32List('memories', instance.memories);
    writer.u32List('globals', instance.globals);
    writer.u32List('tags', instance.tags);
    writer.list('elems', instance.elems, (elem) => {
      writer.u32(elem.index);
      writer.flag(elem.kind === 'contents');
      if (elem.kind === 'contents') writer.list('refs', elem.refs, (ref) => encodeValue(writer, ref));
    });
    writer.u32List('datas', instance.datas);
  });
}

/** clause: bin-host-functions */
export function encodeHostFuncs(writer: SectionWriter, hostFuncs: readonly HostFunc[]): void {
  writer.list('hostFuncs', hostFuncs, (func) => {
    writer.name(func.module);
    writer.name(func.name);
    writer.u32(func.type);
  });
}
