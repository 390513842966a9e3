import type { ExternType, Global, Memory, Table } from '../gen/algorithm.js';
import { at, checkpointOf, final, func, imported, instanceOf, ref, refNull, type Situation } from './situation.js';

const exporting = `(module
  (type $f (func (param i32) (result i32)))
  (memory (export "m") 1 4)
  (table (export "t") 3 8 funcref)
  (global (export "counter") (mut i32) (i32.const 5))
  (global (export "seven") i64 (i64.const 7))
  (tag (export "e") (param i32))
  (func $id (export "id") (type $f) local.get 0)
  (elem (table 0) (i32.const 1) func $id)
  (elem $passive func $id $id)
  (elem $empty func)
  (elem declare func $id)
  (data (i32.const 16) "abc")
  (data $kept "xyz")
  (data $none ""))`;

const importing = `(module
  (import "a" "m" (memory 1 5))
  (import "a" "t" (table 2 funcref))
  (import "a" "counter" (global (mut i32)))
  (import "a" "seven" (global i64))
  (import "a" "e" (tag (param i32)))
  (import "a" "id" (func $id (param i32) (result i32)))
  (import "env" "log" (func $log (param i32)))
  (import "env" "base" (global $base i32))
  (global i64 (i64.add (global.get 1) (i64.const 1)))
  (global funcref (ref.func $log))
  (global f64 (f64.const nan:0x4000000000001))
  (global (mut f32) (f32.const 0))
  (memory i64 0 2)
  (data (global.get $base) "hello")
  (data (memory 1) (i64.const 0) ""))`;

const memory = (min: string, max: string, parts: object = {}): Memory => ({
  type: { address: 'i32', limits: { min, max }, shared: false, pageSizeLog2: 16, ...parts },
  image: { base: { kind: 'zeros' }, blockSizeLog2: 16, blocks: [] },
});
const table: Table = {
  type: { element: refNull('func'), address: 'i32', limits: { min: '4', max: '8' } },
  base: { kind: 'module', instance: 0 },
  runs: [
    { kind: 'base', length: '1' },
    { kind: 'ref', length: '1', ref: { kind: 'null', hierarchy: 'func' } },
    { kind: 'base', length: '1' },
    { kind: 'ref', length: '1', ref: { kind: 'func', instance: 0, funcidx: 0 } },
  ],
};
const global = (type: Global['type']['type'], mutable: boolean, value: Global['value']): Global => ({
  type: { type, mutable },
  value,
});
const imports: [string, string, ExternType][] = [
  ['a', 'm', { kind: 'memory', type: memory('1', '5').type }],
  ['a', 't', { kind: 'table', type: { element: refNull('func'), address: 'i32', limits: { min: '2' } } }],
  ['a', 'counter', { kind: 'global', type: { type: 'i32', mutable: true } }],
  ['a', 'seven', { kind: 'global', type: { type: 'i64', mutable: false } }],
  ['a', 'e', { kind: 'tag', type: 1 }],
  ['a', 'id', { kind: 'func', type: 0 }],
  ['env', 'log', { kind: 'func', type: 1 }],
  ['env', 'base', { kind: 'global', type: { type: 'i32', mutable: false } }],
];

/** Two instances, one of which imports what the other one defines. */
export const definitions: Situation = {
  name: 'definitions, bindings, segments',
  texts: [exporting, importing],
  twin: (modules) =>
    checkpointOf({
      features: ['exceptions', 'memory64'],
      types: [[final(func(['i32'], ['i32']))], [final(func(['i32'], []))]],
      modules: [at(modules, 0).stated(), at(modules, 1).stated(imports.map((each) => imported(...each)))],
      instances: [
        instanceOf(0, { tables: [0], memories: [0], globals: [0, 1], tags: [0] }),
        instanceOf(1, {
          funcs: [
            { kind: 'func', instance: 0, funcidx: 0 },
            { kind: 'host-func', address: 0 },
          ],
          ...{ tables: [0], memories: [0, 1], globals: [0, 1, 2, 3, 4, 5, 6], tags: [0] },
        }),
      ],
      hostFuncs: [{ module: 'env', name: 'log', type: 1 }],
      tables: [structuredClone(table)],
      memories: [memory('2', '4'), memory('1', '2', { address: 'i64' })],
      globals: [
        global('i32', true, { kind: 'i32', value: -1 }),
        global('i64', false, { kind: 'i64', value: '7' }),
        global('i32', false, { kind: 'i32', value: 131067 }),
        global('i64', false, { kind: 'i64', value: '8' }),
        global(refNull('func'), false, { kind: 'host-func', address: 0 }),
        global('f64', false, { kind: 'f64', bits: '0x7ff4000000000001' }),
        global('f32', true, { kind: 'f32', bits: '0x7fa00000' }),
      ],
      tags: [{ type: 1 }],
    }),
  changes: [
    {
      what: 'a dropped segment of each kind',
      clauses: [],
      change(twin) {
        at(twin.instances, 0).datas = [1];
        at(twin.instances, 0).elems = [{ kind: 'dropped', index: 1 }];
      },
    },
    {
      what: 'another digest',
      clauses: ['valid-module-identity'],
      change(twin) {
        at(twin.modules, 0).digest = '0'.repeat(64);
      },
    },
    {
      what: 'another length',
      clauses: ['valid-module-identity'],
      change(twin) {
        at(twin.modules, 1).length = '1';
      },
    },
    {
      what: 'an import of another name',
      clauses: ['valid-module-imports'],
      change(twin) {
        at(at(twin.modules, 1).imports, 1).name = 'u';
      },
    },
    {
      what: 'an import of a type that would match',
      clauses: ['valid-module-imports'],
      change(twin) {
        at(at(twin.modules, 1).imports, 0).type = { kind: 'memory', type: memory('2', '5').type };
      },
    },
    {
      what: 'imports in another order',
      clauses: ['valid-module-imports'],
      change(twin) {
        const { imports: all } = at(twin.modules, 1);
        all.push(...all.splice(2, 1));
      },
    },
    {
      what: 'an index space that is too short',
      clauses: ['valid-instance-spaces'],
      change(twin) {
        at(twin.instances, 1).globals.pop();
      },
    },
    {
      what: 'a memory too many',
      clauses: ['valid-instance-spaces'],
      change(twin) {
        at(twin.instances, 1).memories.push(2);
        twin.memories.push(memory('0', '0'));
      },
    },
    {
      what: 'a memory of the host that may grow too large',
      clauses: ['valid-instance-bindings'],
      change(twin) {
        at(twin.instances, 1).memories[0] = 2;
        twin.memories.push(memory('2', '6'));
      },
    },
    {
      what: 'a memory of the host that fits',
      clauses: [],
      change(twin) {
        at(twin.instances, 1).memories[0] = 2;
        twin.memories.push(memory('2', '5'));
      },
    },
    {
      what: 'an import bound to a function of another type',
      clauses: ['valid-instance-bindings'],
      change(twin) {
        at(twin.hostFuncs, 0).type = 0;
      },
    },
    {
      what: 'an import bound to a function that no module has',
      clauses: ['valid-instance-bindings'],
      change(twin) {
        at(twin.instances, 1).funcs[0] = { kind: 'func', instance: 0, funcidx: 1 };
      },
    },
    {
      what: 'an import bound to a global that is not mutable',
      clauses: ['valid-instance-bindings'],
      change(twin) {
        at(twin.instances, 1).globals[0] = 7;
        twin.globals.push(global('i32', false, { kind: 'i32', value: 1 }));
      },
    },
    {
      what: 'a tag of another type',
      clauses: ['valid-defined-tag', 'valid-instance-bindings'],
      change(twin) {
        twin.types.push([final(func([], []))]);
        at(twin.tags, 0).type = 2;
      },
    },
    {
      what: 'a memory with another maximum',
      clauses: ['valid-defined-memory'],
      change(twin) {
        at(twin.memories, 1).type.limits = { min: '1', max: '3' };
      },
    },
    {
      what: 'a memory without maximum',
      clauses: ['valid-defined-memory'],
      change(twin) {
        at(twin.memories, 1).type.limits = { min: '1' };
      },
    },
    {
      what: 'a memory with addresses of another size',
      clauses: ['valid-defined-memory'],
      change(twin) {
        at(twin.memories, 1).type.address = 'i32';
      },
    },
    {
      what: 'a memory below its minimum',
      clauses: ['valid-defined-memory', 'valid-instance-bindings', 'valid-segment-bounds'],
      change(twin) {
        at(twin.memories, 0).type.limits.min = '0';
      },
    },
    {
      what: 'a table of another element type',
      clauses: ['valid-defined-table', 'valid-instance-bindings'],
      change(twin) {
        at(twin.tables, 0).type.element = refNull(0);
        twin.features = ['exceptions', 'gc', 'memory64'];
      },
    },
    {
      what: 'a table below its minimum',
      clauses: ['valid-defined-table'],
      change(twin) {
        const all = at(twin.tables, 0);
        all.type.limits.min = '2';
        all.runs = all.runs.slice(0, 2);
      },
    },
    {
      what: 'a mutable global that is not declared so',
      clauses: ['valid-defined-global'],
      change(twin) {
        at(twin.globals, 3).type.mutable = true;
      },
    },
    {
      what: 'a global of another type',
      clauses: ['valid-defined-global'],
      change(twin) {
        twin.globals[6] = global('i32', true, { kind: 'i32', value: 0 });
      },
    },
    {
      what: 'an immutable global with another value',
      clauses: ['valid-immutable-global'],
      change(twin) {
        at(twin.globals, 3).value = { kind: 'i64', value: '9' };
      },
    },
    {
      what: 'an immutable global with another NaN',
      clauses: ['valid-immutable-global'],
      change(twin) {
        at(twin.globals, 5).value = { kind: 'f64', bits: '0x7ff8000000000001' };
      },
    },
    {
      what: 'an immutable global with another host function',
      clauses: ['valid-immutable-global'],
      change(twin) {
        twin.hostFuncs.push({ module: 'env', name: 'log', type: 1 });
        at(twin.globals, 4).value = { kind: 'host-func', address: 1 };
      },
    },
    {
      what: 'an immutable global of the host with another value, on which another one depends',
      clauses: ['valid-immutable-global'],
      change(twin) {
        at(twin.globals, 1).value = { kind: 'i64', value: '6' };
      },
    },
    {
      what: 'a global whose value is of another type',
      clauses: ['valid-globalinst', 'valid-value'],
      change(twin) {
        at(twin.globals, 0).value = { kind: 'i64', value: '5' };
      },
    },
    {
      what: 'a global that an initialiser reads and whose value is of another type',
      clauses: ['valid-globalinst'],
      change(twin) {
        at(twin.globals, 2).value = { kind: 'f32', bits: '0x00000000' };
      },
    },
    {
      what: 'a dropped data segment that is active',
      clauses: ['valid-segment-index'],
      change(twin) {
        at(twin.instances, 0).datas = [0];
      },
    },
    {
      what: 'a dropped data segment that is empty',
      clauses: ['valid-segment-index'],
      change(twin) {
        at(twin.instances, 0).datas = [2];
      },
    },
    {
      what: 'a dropped element segment that is declarative',
      clauses: ['valid-segment-index'],
      change(twin) {
        at(twin.instances, 0).elems = [{ kind: 'dropped', index: 3 }];
      },
    },
    {
      what: 'a dropped element segment that is empty',
      clauses: ['valid-segment-index'],
      change(twin) {
        at(twin.instances, 0).elems = [{ kind: 'dropped', index: 2 }];
      },
    },
    {
      what: 'a dropped segment that does not exist',
      clauses: ['valid-segment-index'],
      change(twin) {
        at(twin.instances, 1).datas = [9];
      },
    },
    {
      what: 'contents of a segment that does not allocate',
      clauses: ['valid-elem-contents'],
      change(twin) {
        at(twin.instances, 0).elems = [
          {
            ...{ kind: 'contents', index: 1 },
            refs: [
              { kind: 'func', instance: 0, funcidx: 0 },
              { kind: 'func', instance: 0, funcidx: 0 },
            ],
          },
        ];
      },
    },
    {
      what: 'an active segment beyond the end',
      clauses: ['valid-segment-bounds'],
      change(twin) {
        at(twin.globals, 2).value = { kind: 'i32', value: 131068 };
      },
    },
    {
      what: 'an active segment at an address that is negative as a signed integer',
      clauses: ['valid-segment-bounds'],
      change(twin) {
        at(twin.globals, 2).value = { kind: 'i32', value: -5 };
      },
    },
    {
      what: 'an entry that equals its base',
      clauses: ['valid-base-differs'],
      change(twin) {
        at(twin.tables, 0).runs[1] = {
          kind: 'ref',
          length: '1',
          ref: { kind: 'func', instance: 0, funcidx: 0 },
        };
      },
    },
    {
      what: 'an entry that equals the initial value',
      clauses: ['valid-base-differs'],
      change(twin) {
        const none = { kind: 'null', hierarchy: 'func' } as const;
        at(twin.tables, 0).runs.splice(2, 1, { kind: 'ref', length: '1', ref: none });
        at(twin.tables, 0).runs.splice(1, 2, { kind: 'ref', length: '2', ref: none });
      },
    },
    {
      what: 'an entry that has no base, since the table has grown',
      clauses: ['valid-base-table'],
      change(twin) {
        at(twin.tables, 0).runs = at(twin.tables, 0).runs.slice(0, 2);
        at(twin.tables, 0).runs.push({ kind: 'base', length: '2' });
      },
    },
    {
      what: 'the base of an instance that only imports the table',
      clauses: ['valid-base-table'],
      change(twin) {
        at(twin.tables, 0).base = { kind: 'module', instance: 1 };
      },
    },
    {
      what: 'a reference to a function that does not exist',
      clauses: ['valid-tableinst', 'valid-ref-func'],
      change(twin) {
        at(twin.tables, 0).runs[3] = {
          kind: 'ref',
          length: '1',
          ref: { kind: 'func', instance: 0, funcidx: 9 },
        };
      },
    },
    {
      what: 'a reference that is no function in a table of functions',
      clauses: ['valid-tableinst', 'valid-ref-null'],
      change(twin) {
        at(twin.tables, 0).runs[3] = { kind: 'ref', length: '1', ref: { kind: 'null', hierarchy: 'extern' } };
      },
    },
    {
      what: 'a type whose supertype is final',
      clauses: ['valid-type'],
      change(twin) {
        twin.types.push([final(func(['i32'], ['i32']), 0)]);
        twin.features = ['exceptions', 'gc', 'memory64'];
      },
    },
    {
      what: 'a type that does not match its supertype',
      clauses: ['valid-type'],
      change(twin) {
        twin.types.push([{ final: false, supertypes: [], composite: func([ref('func')], []) }]);
        twin.types.push([final(func([refNull(2)], []), 2)]);
        twin.features = ['exceptions', 'gc', 'memory64'];
      },
    },
  ],
};
