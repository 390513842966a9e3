import type { Checkpoint } from '@wasm-checkpoint/format';
import { minimal } from './minimal.js';
import { digest, final, funcref, heap } from './parts.js';

/** One module and instance without threads: a memory, a table with functions, globals. */
export const quiescent: Checkpoint = {
  ...minimal,
  types: [[final({ kind: 'func', params: ['i32'], results: [] })]],
  modules: [
    { digest: digest(0), length: 1234n, imports: [{ module: 'env', name: 'print', type: { kind: 'func', type: 0 } }] },
  ],
  instances: [
    {
      module: 0,
      funcs: [{ kind: 'host-func', address: 0 }],
      tables: [0],
      memories: [0],
      globals: [0, 1],
      tags: [],
      elems: [{ kind: 'dropped', index: 1 }],
      datas: [0, 3],
    },
  ],
  hostFuncs: [{ module: 'env', name: 'print', type: 0 }],
  tables: [
    {
      type: { element: funcref, address: 'i32', limits: { min: 5n } },
      base: { kind: 'module', instance: 0 },
      runs: [
        { kind: 'base', length: 3n },
        { kind: 'ref', length: 1n, ref: { kind: 'func', instance: 0, funcidx: 4 } },
        { kind: 'ref', length: 1n, ref: { kind: 'null', hierarchy: 'func' } },
      ],
    },
  ],
  memories: [heap],
  globals: [
    { type: { type: 'i32', mutable: true }, value: { kind: 'i32', value: -16 } },
    { type: { type: 'f64', mutable: false }, value: { kind: 'f64', bits: 0x8000000000000000n } },
  ],
  producers: [{ field: 'producer', name: 'sample', version: '1' }],
};
