import type { Checkpoint } from '@wasm-checkpoint/format';
import { minimal } from './minimal.js';
import { digest, final } from './parts.js';

/** Structures and arrays that are shared and form cycles, held by a global and a table of `eqref`. */
export const cycles: Checkpoint = {
  ...minimal,
  features: ['gc'],
  types: [
    [
      {
        final: false,
        supertypes: [],
        composite: { kind: 'struct', fields: [{ storage: { nullable: true, heap: 1 }, mutable: true }] },
      },
      final({ kind: 'array', element: { storage: { nullable: true, heap: 0 }, mutable: true } }),
    ],
    [
      {
        final: true,
        supertypes: [0],
        composite: {
          kind: 'struct',
          fields: [
            { storage: { nullable: true, heap: 1 }, mutable: true },
            { storage: 'i8', mutable: true },
          ],
        },
      },
    ],
    [final({ kind: 'array', element: { storage: 'i16', mutable: false } })],
  ],
  modules: [{ digest: digest(0x20), length: 99n, imports: [] }],
  instances: [{ module: 0, funcs: [], tables: [0], memories: [], globals: [0], tags: [], elems: [], datas: [] }],
  tables: [
    {
      type: { element: { nullable: true, heap: 'eq' }, address: 'i32', limits: { min: 4n, max: 4n } },
      base: { kind: 'none' },
      runs: [
        { kind: 'ref', length: 2n, ref: { kind: 'struct', address: 0 } },
        { kind: 'ref', length: 1n, ref: { kind: 'i31', value: 0x7fffffff } },
        { kind: 'ref', length: 1n, ref: { kind: 'null', hierarchy: 'any' } },
      ],
    },
  ],
  globals: [{ type: { type: { nullable: false, heap: 0 }, mutable: true }, value: { kind: 'struct', address: 1 } }],
  structs: [
    { type: 0, fields: [{ kind: 'array', address: 0 }] },
    {
      type: 2,
      fields: [
        { kind: 'array', address: 0 },
        { kind: 'i8', bits: 0xff },
      ],
    },
  ],
  arrays: [
    {
      type: 1,
      elements: {
        storage: 'ref',
        refs: [
          { kind: 'struct', address: 0 },
          { kind: 'struct', address: 1 },
          { kind: 'struct', address: 0 },
          { kind: 'null', hierarchy: 'any' },
        ],
      },
    },
    { type: 3, elements: { storage: 'i16', bytes: Uint8Array.of(1, 0, 0xff, 0xff) } },
  ],
};
