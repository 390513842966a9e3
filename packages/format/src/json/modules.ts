import type { ElemState, HostFunc, Import, Instance, Module } from '../syntax/index.js';
import { digest, name, u32, u64 } from './scalars.js';
import { list, record, variants } from './shape.js';
import type { ElemStateJson, HostFuncJson, ImportJson, InstanceJson, ModuleJson } from './syntax/index.js';
import { externType } from './types.js';
import { funcRef, ref } from './values.js';

const importShape = record<Import, ImportJson>('import', { module: name, name, type: externType });

export const moduleShape = record<Module, ModuleJson>('module', {
  digest,
  length: u64,
  imports: list(importShape, { each: 'maxImports' }),
});

const elemState = variants<ElemState, ElemStateJson, 'kind'>('elem-state', 'kind', {
  dropped: { index: u32 },
  contents: { index: u32, refs: list(ref) },
});

const indexSpace = { each: 'maxIndexSpace' } as const;

export const instance = record<Instance, InstanceJson>('instance', {
  module: u32,
  funcs: list(funcRef, indexSpace),
  tables: list(u32, indexSpace),
  memories: list(u32, indexSpace),
  globals: list(u32, indexSpace),
  tags: list(u32, indexSpace),
  elems: list(elemState, indexSpace),
  datas: list(u32, indexSpace),
});

export const hostFunc = record<HostFunc, HostFuncJson>('host-func', { module: name, name, type: u32 });
