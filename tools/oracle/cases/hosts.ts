import type { Manifest } from '../gen/algorithm.js';
import { at, checkpointOf, final, func, imported, instanceOf, noHost, refNull, type Situation } from './situation.js';

const text = `(module
  (import "env" "f" (func (param i32)))
  (import "env" "memory" (memory 1))
  (import "env" "again" (memory 1))
  (import "env" "other" (memory 1))
  (import "env" "table" (table 1 funcref))
  (import "env" "seven" (global i32))
  (import "env" "object" (global externref))
  (import "env" "counter" (global (mut i64)))
  (import "env" "tag" (tag (param i32))))`;

const memoryType = { address: 'i32', limits: { min: '1', max: '9' }, shared: false, pageSizeLog2: 16 };
const tableType = { element: refNull('func'), address: 'i32', limits: { min: '1' } };
const i32 = { kind: 'i32', value: 7 } as const;
const global = (type: 'i32' | 'i64' | 'extern', mutable: boolean) => ({
  type: type === 'extern' ? refNull('extern') : type,
  mutable,
});

const imports = [
  imported('env', 'f', { kind: 'func', type: 0 }),
  ...['memory', 'again', 'other'].map((name) =>
    imported('env', name, { kind: 'memory', type: { ...memoryType, limits: { min: '1' } } }),
  ),
  imported('env', 'table', { kind: 'table', type: tableType }),
  imported('env', 'seven', { kind: 'global', type: global('i32', false) }),
  imported('env', 'object', { kind: 'global', type: global('extern', false) }),
  imported('env', 'counter', { kind: 'global', type: global('i64', true) }),
  imported('env', 'tag', { kind: 'tag', type: 0 }),
];

const offer = (name: string, ...aliases: string[]) => ({
  ...{ module: 'env', name, fresh: false },
  aliases: aliases.map((each) => ({ module: 'env', name: each })),
});

const host: Manifest = {
  ...noHost,
  features: ['exceptions', 'host-references', 'simd'],
  types: [[final(func(['i32'], []))]],
  functions: [
    { module: 'env', name: 'f', type: { params: ['i64'], results: [] } },
    { module: 'env', name: 'f', type: 0 },
  ],
  memories: [
    { ...offer('memory', 'again'), type: memoryType },
    { ...offer('other'), type: memoryType },
  ],
  tables: [{ ...offer('table'), type: { ...tableType, limits: { min: '0' } } }],
  globals: [
    { ...offer('seven'), type: global('i32', false), value: i32 },
    {
      ...offer('object'),
      ...{ type: global('extern', false) },
      value: { kind: 'extern', internal: { kind: 'host', state: 'x', version: '1', payload: 'AA==' } },
    },
    { ...offer('counter'), type: global('i64', true), value: undefined },
  ],
  tags: [{ ...offer('tag'), type: { params: ['i32'], results: [] } }],
  hostStates: [{ name: 'x', version: '1', policies: ['fail', 'reopen'] }],
};

/** What a host offers for what a checkpoint takes from it. */
export const hosts: Situation = {
  name: 'hosts',
  texts: [text],
  judgement: 'D',
  host,
  twin: (modules) =>
    checkpointOf({
      features: ['exceptions', 'host-references'],
      types: [[final(func(['i32'], []))]],
      modules: [at(modules, 0).stated(imports)],
      instances: [
        instanceOf(0, {
          ...{ funcs: [{ kind: 'host-func', address: 0 }], memories: [0, 0, 1], tables: [0], globals: [0, 1, 2] },
          tags: [0],
        }),
      ],
      hostFuncs: [
        { module: 'env', name: 'f', type: 0 },
        { module: 'unused', name: 'f', type: 0 },
      ],
      memories: [0, 1].map((k) => ({
        type: { ...structuredClone(memoryType), limits: { min: String(k + 2), max: '9' } },
        image: { base: { kind: 'zeros' }, blockSizeLog2: 16, blocks: [] },
      })),
      tables: [
        {
          type: structuredClone(tableType),
          ...{ base: { kind: 'none' }, runs: [{ kind: 'ref', length: '1', ref: { kind: 'null', hierarchy: 'func' } }] },
        },
      ],
      globals: [
        { type: global('i32', false), value: i32 },
        { type: global('extern', false), value: { kind: 'extern', internal: { kind: 'host', address: 0 } } },
        { type: global('i64', true), value: { kind: 'i64', value: '1' } },
      ],
      tags: [{ type: 0 }],
      hostRefs: [
        { state: 0, payload: 'AA==' },
        { state: 1, payload: '' },
      ],
      hostStates: [
        { name: 'x', version: '1', policy: 'reopen', required: false, instances: [], payload: '' },
        { name: 'y', version: '1', policy: 'fail', required: false, instances: [], payload: '' },
      ],
    }),
  changes: [
    {
      what: 'a feature that the host does not have',
      clauses: ['valid-host-feature'],
      change(twin) {
        twin.features = ['exceptions', 'gc', 'host-references'];
      },
    },
    {
      what: 'a function of another type',
      clauses: ['valid-host-func'],
      change(_twin, _modules, { host: offered }) {
        offered.functions.pop();
      },
    },
    {
      what: 'a function of another name',
      clauses: ['valid-host-func'],
      change(_twin, _modules, { host: offered }) {
        at(offered.functions, 1).name = 'g';
      },
    },
    {
      what: 'a function that only a reference leads to',
      clauses: ['valid-host-func'],
      change(twin) {
        at(twin.tables, 0).runs = [{ kind: 'ref', length: '1', ref: { kind: 'host-func', address: 1 } }];
      },
    },
    {
      what: 'a memory that is not offered',
      clauses: ['valid-host-object'],
      change(_twin, _modules, { host: offered }) {
        offered.memories.pop();
      },
    },
    {
      what: 'two memories under the names of one',
      clauses: ['valid-host-object'],
      change(_twin, _modules, { host: offered }) {
        at(offered.memories, 0).aliases = [];
        at(offered.memories, 1).aliases = [{ module: 'env', name: 'again' }];
      },
    },
    {
      what: 'one memory under the names of two',
      clauses: ['valid-host-object'],
      change(_twin, _modules, { host: offered }) {
        offered.memories.pop();
        at(offered.memories, 0).aliases.push({ module: 'env', name: 'other' });
      },
    },
    {
      what: 'a memory that is made anew each time under the names of two',
      clauses: [],
      change(_twin, _modules, { host: offered }) {
        offered.memories.pop();
        at(offered.memories, 0).aliases.push({ module: 'env', name: 'other' });
        at(offered.memories, 0).fresh = true;
      },
    },
    {
      what: 'a memory with another maximum',
      clauses: ['valid-host-object'],
      change(_twin, _modules, { host: offered }) {
        at(offered.memories, 1).type = { ...memoryType, limits: { min: '1', max: '10' } };
      },
    },
    {
      what: 'a memory that cannot be so small',
      clauses: ['valid-host-object'],
      change(_twin, _modules, { host: offered }) {
        at(offered.memories, 0).type = { ...memoryType, limits: { min: '3', max: '9' } };
      },
    },
    {
      what: 'a table of another element type',
      clauses: ['valid-host-object'],
      change(_twin, _modules, { host: offered }) {
        at(offered.tables, 0).type = { ...tableType, element: refNull('extern') };
      },
    },
    {
      what: 'an immutable global with another value',
      clauses: ['valid-host-object'],
      change(twin) {
        at(twin.globals, 0).value = { kind: 'i32', value: 8 };
      },
    },
    {
      what: 'an immutable global of any value',
      clauses: [],
      change(twin, _modules, { host: offered }) {
        at(twin.globals, 0).value = { kind: 'i32', value: 8 };
        at(offered.globals, 0).value = undefined;
      },
    },
    {
      what: 'an immutable global with another object of the host',
      clauses: ['valid-host-object'],
      change(_twin, _modules, { host: offered }) {
        at(offered.globals, 1).value = { kind: 'null', hierarchy: 'extern' };
      },
    },
    {
      what: 'a mutable global that is offered as immutable',
      clauses: ['valid-host-object'],
      change(_twin, _modules, { host: offered }) {
        at(offered.globals, 2).type = global('i64', false);
      },
    },
    {
      what: 'a tag of another type',
      clauses: ['valid-host-object'],
      change(_twin, _modules, { host: offered }) {
        at(offered.tags, 0).type = { params: ['i64'], results: [] };
      },
    },
    {
      what: 'a host state of another version, which a reference names',
      clauses: ['valid-host-state'],
      change(_twin, _modules, { host: offered }) {
        at(offered.hostStates, 0).version = '2';
      },
    },
    {
      what: 'a host state with another policy',
      clauses: ['valid-host-state'],
      change(twin) {
        at(twin.hostStates, 0).policy = 'reissue';
      },
    },
    {
      what: 'a host state that is required',
      clauses: ['valid-host-state'],
      change(twin) {
        at(twin.hostStates, 1).required = true;
      },
    },
  ],
};
