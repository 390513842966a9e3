import type { Checkpoint, Import } from '@wasm-checkpoint/format';
import { checkpointFeatures } from '@wasm-checkpoint/tables';
import { zstdFrame } from '../zstd-frames.js';
import { digest, final, funcref, heap, inner } from './parts.js';

const imports: Import[] = [
  { module: 'env', name: 'f', type: { kind: 'func', type: 0 } },
  {
    module: 'env',
    name: 't',
    type: { kind: 'table', type: { element: funcref, address: 'i64', limits: { min: 0n, max: 2n ** 64n - 1n } } },
  },
  {
    module: 'env',
    name: 'm',
    type: { kind: 'memory', type: { address: 'i64', limits: { min: 0n, max: 9n }, shared: true, pageSizeLog2: 0 } },
  },
  { module: 'env', name: 'g', type: { kind: 'global', type: { type: 'v128', mutable: false } } },
  { module: 'env', name: 'e', type: { kind: 'tag', type: 0 } },
];

/** Two instances of two modules and every kind of section, value, reference, base, run and coding there is. */
export const everything: Checkpoint = {
  features: checkpointFeatures.map((feature) => feature.name).sort(),
  parent: { kind: 'memories', digest: digest(0x40) },
  types: [
    [final({ kind: 'func', params: ['i32', 'i64', 'f32', 'f64', 'v128'], results: [{ nullable: true, heap: 'exn' }] })],
    [
      {
        final: false,
        supertypes: [],
        composite: { kind: 'struct', fields: [{ storage: { nullable: true, heap: 2 }, mutable: true }] },
      },
      final({ kind: 'array', element: { storage: { nullable: true, heap: 1 }, mutable: true } }),
    ],
    [
      {
        final: true,
        supertypes: [1],
        composite: {
          kind: 'struct',
          fields: [
            { storage: { nullable: true, heap: 2 }, mutable: true },
            { storage: 'i8', mutable: true },
            { storage: 'i16', mutable: false },
            { storage: 'v128', mutable: false },
          ],
        },
      },
    ],
    [final({ kind: 'array', element: { storage: 'v128', mutable: true } })],
  ],
  modules: [
    { digest: digest(1), length: 2n ** 32n, imports },
    { digest: digest(2), length: 8n, imports: [{ module: 'a', name: 'f', type: { kind: 'func', type: 0 } }] },
  ],
  instances: [
    {
      module: 0,
      funcs: [{ kind: 'host-func', address: 0 }],
      tables: [0, 1],
      memories: [0, 1],
      globals: [0, 1],
      tags: [0, 1],
      elems: [
        {
          kind: 'contents',
          index: 0,
          refs: [
            { kind: 'struct', address: 0 },
            { kind: 'i31', value: 0 },
          ],
        },
        { kind: 'dropped', index: 0xffffffff },
      ],
      datas: [0, 0xffffffff],
    },
    {
      module: 1,
      funcs: [{ kind: 'func', instance: 0, funcidx: 1 }],
      tables: [],
      memories: [2],
      globals: [],
      tags: [],
      elems: [],
      datas: [],
    },
  ],
  hostFuncs: [{ module: 'env', name: '\u{10000}', type: 0 }],
  tables: [
    { type: { element: funcref, address: 'i64', limits: { min: 0n } }, base: { kind: 'none' }, runs: [] },
    {
      type: { element: { nullable: true, heap: 'extern' }, address: 'i32', limits: { min: 6n, max: 2n ** 32n - 1n } },
      base: { kind: 'module', instance: 0 },
      runs: [
        { kind: 'ref', length: 1n, ref: { kind: 'extern', internal: { kind: 'host', address: 0 } } },
        { kind: 'ref', length: 1n, ref: { kind: 'extern', internal: { kind: 'struct', address: 0 } } },
        { kind: 'base', length: 3n },
        { kind: 'ref', length: 1n, ref: { kind: 'null', hierarchy: 'extern' } },
      ],
    },
  ],
  memories: [
    {
      type: { address: 'i64', limits: { min: 4099n, max: 5000n }, shared: true, pageSizeLog2: 0 },
      image: {
        base: { kind: 'parent', memory: 1 },
        blockSizeLog2: 12,
        blocks: [
          { number: 0n, runs: [{ kind: 'zeros', pages: 1 }], data: { coding: 'raw', size: 0, views: [] } },
          {
            number: 1n,
            runs: [{ kind: 'data', pages: 1 }],
            data: { coding: 'raw', size: 3, views: [Uint8Array.of(0, 0, 5)] },
          },
        ],
      },
    },
    heap,
    {
      type: { address: 'i32', limits: { min: 65536n }, shared: false, pageSizeLog2: 16 },
      image: {
        base: { kind: 'module', instance: 1 },
        blockSizeLog2: 22,
        blocks: [
          {
            number: 1023n,
            runs: [
              { kind: 'base', pages: 3 },
              { kind: 'zeros', pages: 1000 },
              { kind: 'data', pages: 2 },
            ],
            data: { coding: 'zstd', size: 8192, frame: zstdFrame(new Uint8Array(8192).fill(7)) },
          },
        ],
      },
    },
  ],
  globals: [
    { type: { type: 'v128', mutable: false }, value: { kind: 'v128', bits: 0x0f0e0d0c0b0a09080706050403020100n } },
    { type: { type: { nullable: true, heap: 'any' }, mutable: true }, value: { kind: 'host', address: 0 } },
  ],
  tags: [{ type: 0 }, { type: 0 }],
  structs: [
    { type: 1, fields: [{ kind: 'array', address: 0 }] },
    {
      type: 3,
      fields: [
        { kind: 'array', address: 0 },
        { kind: 'i8', bits: 0x80 },
        { kind: 'i16', bits: 0x8000 },
        { kind: 'v128', bits: 2n ** 128n - 1n },
      ],
    },
  ],
  arrays: [
    {
      type: 2,
      elements: {
        storage: 'ref',
        refs: [
          { kind: 'struct', address: 1 },
          { kind: 'struct', address: 0 },
        ],
      },
    },
    { type: 4, elements: { storage: 'v128', bytes: digest(0x60) } },
  ],
  exceptions: [
    {
      tag: 1,
      args: [
        { kind: 'i32', value: -0x80000000 },
        { kind: 'i64', value: 2n ** 63n - 1n },
        { kind: 'f32', bits: 0x7f800001 },
        { kind: 'f64', bits: 0x7ff0000000000001n },
        { kind: 'v128', bits: 1n },
      ],
    },
  ],
  hostRefs: [{ state: 0, payload: Uint8Array.of(1, 2, 3) }],
  threads: [
    {
      label: 'main',
      status: { kind: 'runnable' },
      frames: [
        {
          ...inner,
          locals: [...inner.locals, { kind: 'unset' }, { kind: 'array', address: 1 }],
          operands: [...inner.operands, { kind: 'exn', address: 0 }, { kind: 'null', hierarchy: 'exn' }],
          caught: [0, 0],
        },
      ],
    },
    {
      label: 'worker',
      status: { kind: 'waiting', memory: 0, address: 4092n, timeout: -1n, ticket: 1 },
      frames: [{ instance: 1, funcidx: 1, offset: 0xffffffff, locals: [], operands: [], caught: [] }],
    },
    {
      label: '',
      status: { kind: 'waiting', memory: 0, address: 0n, timeout: 2n ** 63n - 1n, ticket: 0 },
      frames: [{ instance: 1, funcidx: 0xffffffff, offset: 0, locals: [], operands: [], caught: [] }],
    },
  ],
  hostStates: [
    {
      name: 'wasi_snapshot_preview1',
      version: '1',
      policy: 'reopen',
      required: true,
      instances: [0, 1],
      payload: Uint8Array.of(0xff),
    },
    { name: 'timer', version: '', policy: 'reissue', required: false, instances: [], payload: new Uint8Array(0) },
    { name: 'gpu', version: '2', policy: 'fail', required: true, instances: [1], payload: new Uint8Array(3) },
  ],
  producers: [
    { field: 'engine', name: 'reference', version: '1.0' },
    { field: 'producer', name: '\u{ffff}', version: '' },
    { field: 'producer', name: '\u{10000}', version: '' },
  ],
  customs: [
    { name: 'note', bytes: Uint8Array.of(0x68, 0x69) },
    { name: 'note', bytes: new Uint8Array(0) },
  ],
  digests: [
    { kind: 'memories', digest: digest(3) },
    { kind: 'core', digest: digest(4) },
    { kind: 'state', digest: digest(5) },
  ],
  unknowns: [
    { id: 0xb5, bytes: Uint8Array.of(9) },
    { id: 0xb5, bytes: new Uint8Array(0) },
    { id: 0xe0, bytes: digest(6) },
  ],
};
