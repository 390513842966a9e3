import { type Case, everything, func, minimal } from './case.js';

/** Modules and instances. */
export const instances: readonly Case[] = [
  {
    clause: 'syn-module-distinct',
    code: 'CKPT2006',
    path: 'modules[1]',
    change: { 'modules[1].digest': everything.modules[0]?.digest },
  },
  {
    clause: 'syn-module-instance',
    code: 'CKPT2022',
    path: 'modules[2]',
    change: { modules: [...everything.modules, { digest: new Uint8Array(32).fill(9), length: 8n, imports: [] }] },
  },
  {
    clause: 'syn-module-instance',
    code: 'CKPT2022',
    path: 'modules[0]',
    of: minimal,
    change: { modules: [{ digest: new Uint8Array(32), length: 8n, imports: [] }] },
  },
  { clause: 'syn-binding-count', code: 'CKPT2008', path: 'instances[0].funcs', change: { 'instances[0].funcs': [] } },
  {
    clause: 'syn-binding-count',
    code: 'CKPT2008',
    path: 'instances[1].funcs',
    change: { 'instances[1].funcs': [func(0, 1), func(0, 1)] },
  },
  ...['tables', 'memories', 'globals', 'tags'].map((field) => ({
    clause: 'syn-binding-count',
    code: 'CKPT2008',
    path: `instances[0].${field}`,
    change: { [`instances[0].${field}`]: [] },
  })),
  { clause: 'syn-owner', code: 'CKPT2012', path: 'instances[1].memories[0]', change: { 'instances[1].memories': [1] } },
  {
    clause: 'syn-owner',
    code: 'CKPT2012',
    path: 'instances[0].globals[2]',
    change: { 'instances[0].globals': [0, 1, 1] },
  },
  {
    clause: 'syn-func-defined',
    code: 'CKPT2007',
    path: 'instances[1].funcs[0]',
    change: { 'instances[1].funcs[0].funcidx': 0 },
  },
  {
    clause: 'syn-func-defined',
    code: 'CKPT2007',
    path: 'globals[1].value',
    change: { 'globals[1].value': func(1, 0) },
  },
  {
    clause: 'syn-func-defined',
    code: 'CKPT2007',
    path: 'threads[0].frames[0].funcidx',
    change: { 'threads[0].frames[0].funcidx': 0 },
  },
  {
    clause: 'syn-order',
    code: 'CKPT2020',
    path: 'instances[1].funcs[0]',
    change: { 'instances[1].funcs[0].instance': 1 },
  },
  {
    clause: 'syn-order',
    code: 'CKPT2020',
    path: 'instances[0].memories[0]',
    change: { 'instances[0].memories[0]': 2 },
  },
  {
    clause: 'syn-order',
    code: 'CKPT2020',
    path: 'instances[0].memories[0]',
    change: { 'instances[0].memories[0]': 1 },
  },
  {
    clause: 'syn-order',
    code: 'CKPT2020',
    path: 'instances[1]',
    change: { modules: [...everything.modules].reverse(), 'instances[0].module': 1, 'instances[1].module': 0 },
  },
  {
    clause: 'conv-ascending',
    code: 'CKPT1033',
    path: 'instances[0].elems[1]',
    change: { 'instances[0].elems[1].index': 0 },
  },
  {
    clause: 'conv-ascending',
    code: 'CKPT1033',
    path: 'instances[0].datas[1]',
    change: { 'instances[0].datas': [1, 0] },
  },
];
