import type { Correspondence } from '../gen/algorithm.js';
import {
  at,
  checkpointOf,
  final,
  frameOf,
  func,
  imported,
  instanceOf,
  noHost,
  refNull,
  type Situation,
  threadOf,
} from './situation.js';

const parts = {
  head: `(type $f (func (param i32) (result i32))) (type $log (func (param i32)))
    (import "env" "log" (func $log (type $log)))`,
  memory: '(memory (export "memory") 1 4)',
  table: '(table $t (export "table") 3 funcref)',
  globals: '(global $version i32 (i32.const 1)) (global $count (export "count") (mut i32) (i32.const 0))',
  main: '(func $main (type $f) (call $log (local.get 0)) (call $helper (i32.const 0)))',
  helper:
    '(func $helper (export "helper") (type $f) (memory.init $d (i32.const 0) (i32.const 0) (i32.const 1)) i32.const 0)',
  unused: '(func $unused)',
  elem: '(elem (table $t) (i32.const 0) func $main $helper)',
  data: '(data $d "abc") (data (i32.const 8) "static")',
  more: '',
};
const version = (changed: Partial<typeof parts> = {}): string =>
  `(module ${Object.values({ ...parts, ...changed }).join('\n')})`;

/** A module in front of the others: functions that exist already get other indices. */
const newer = version({
  head: `${parts.head} (func $first (result i64) i64.const 1) (global $zero i64 (i64.const 0))`,
});

const images: Correspondence = {
  types: [0, 1],
  // log, main, helper, unused
  funcs: [0, 2, 3, 4],
  tables: [0],
  memories: [0],
  globals: [1, 2],
  ...{ tags: [], elems: [0], datas: [0, 1] },
};
/** The images where only bodies, declarations or segments differ. */
const same: Correspondence = { ...images, funcs: [0, 1, 2, 3], globals: [0, 1] };

const i32 = (value: number) => ({ kind: 'i32', value }) as const;
const user = `(module
  (import "a" "helper" (func (param i32) (result i32)))
  (import "a" "memory" (memory 1 4))
  (import "a" "count" (global (mut i32))))`;

/** New versions of the first of two modules; a frame stands in `$main`, before it calls `$log`. */
export const updates: Situation = {
  name: 'updates',
  texts: [version(), user],
  judgement: 'E',
  host: { ...noHost, functions: [{ module: 'env', name: 'log', type: { params: ['i32'], results: [] } }] },
  version: newer,
  images,
  twin: (modules) =>
    checkpointOf({
      types: [[final(func(['i32'], ['i32']))], [final(func(['i32'], []))]],
      modules: [
        at(modules, 0).stated([imported('env', 'log', { kind: 'func', type: 1 })]),
        at(modules, 1).stated([
          imported('a', 'helper', { kind: 'func', type: 0 }),
          imported('a', 'memory', {
            kind: 'memory',
            type: { address: 'i32', limits: { min: '1', max: '4' }, shared: false, pageSizeLog2: 16 },
          }),
          imported('a', 'count', { kind: 'global', type: { type: 'i32', mutable: true } }),
        ]),
      ],
      instances: [
        instanceOf(0, {
          ...{ funcs: [{ kind: 'host-func', address: 0 }], tables: [0], memories: [0], globals: [0, 1] },
        }),
        instanceOf(1, { funcs: [{ kind: 'func', instance: 0, funcidx: 2 }], memories: [0], globals: [1] }),
      ],
      hostFuncs: [{ module: 'env', name: 'log', type: 1 }],
      tables: [
        {
          type: { element: refNull('func'), address: 'i32', limits: { min: '4' } },
          base: { kind: 'module', instance: 0 },
          runs: [
            { kind: 'base', length: '3' },
            { kind: 'ref', length: '1', ref: { kind: 'func', instance: 0, funcidx: 1 } },
          ],
        },
      ],
      memories: [
        {
          type: { address: 'i32', limits: { min: '2', max: '4' }, shared: false, pageSizeLog2: 16 },
          image: { base: { kind: 'module', instance: 0 }, blockSizeLog2: 16, blocks: [] },
        },
      ],
      globals: [
        { type: { type: 'i32', mutable: false }, value: i32(1) },
        { type: { type: 'i32', mutable: true }, value: i32(5) },
      ],
      threads: [threadOf(frameOf(1, at(modules, 0).offset(1, 'call'), { locals: [i32(3)], operands: [i32(3)] }))],
    }),
  changes: [
    {
      what: 'no change at all',
      clauses: [],
      version: version(),
      change(_twin, _modules, asked) {
        asked.images = same;
      },
    },
    {
      what: 'two functions with one image',
      clauses: ['valid-update-correspondence'],
      change(_twin, _modules, asked) {
        asked.images.funcs = [0, 2, 3, 3];
      },
    },
    {
      what: 'a definition whose image is an import',
      clauses: ['valid-update-correspondence'],
      change(_twin, _modules, asked) {
        asked.images.funcs = [null, 2, 3, 0];
      },
    },
    {
      what: 'an import of another name as image',
      clauses: ['valid-update-correspondence'],
      version: version({ head: parts.head.replace('"log"', '"print"') }),
      change(_twin, _modules, asked) {
        asked.images = same;
      },
    },
    {
      what: 'an image that does not exist',
      clauses: ['valid-update-correspondence'],
      change(_twin, _modules, asked) {
        asked.images.datas = [0, 2];
      },
    },
    {
      what: 'a type whose image is another one',
      clauses: ['valid-update-correspondence'],
      change(_twin, _modules, asked) {
        asked.images.types = [1, 0];
      },
    },
    {
      what: 'a function on the stack that has another constant',
      clauses: ['valid-update-frame'],
      version: version({ main: parts.main.replace('i32.const 0', 'i32.const 1') }),
      change(_twin, _modules, asked) {
        asked.images = same;
      },
    },
    {
      what: 'a function on the stack that calls another one',
      clauses: ['valid-update-frame'],
      version: version({ main: parts.main.replace('$helper', '$main') }),
      change(_twin, _modules, asked) {
        asked.images = same;
      },
    },
    {
      what: 'a function on the stack with another local',
      clauses: ['valid-update-frame'],
      version: version({ main: parts.main.replace('(type $f)', '(type $f) (local i32)') }),
      change(_twin, _modules, asked) {
        asked.images = same;
      },
    },
    {
      what: 'a function that is not on the stack has changed',
      clauses: [],
      version: version({ helper: parts.helper.replace('i32.const 0)', 'i32.const 4)') }),
      change(_twin, _modules, asked) {
        asked.images = same;
      },
    },
    {
      what: 'a function on the stack and in a table is removed',
      clauses: ['valid-update-frame', 'valid-update-func'],
      change(_twin, _modules, asked) {
        asked.images.funcs = [0, null, 3, 4];
      },
    },
    {
      what: 'a function that nothing refers to is removed',
      clauses: [],
      version: version({ unused: '' }),
      change(_twin, _modules, asked) {
        asked.images = { ...same, funcs: [0, 1, 2, null] };
      },
    },
    {
      what: 'a function that another instance imports has another type',
      clauses: ['valid-update-frame', 'valid-update-func'],
      version: version({
        helper: parts.helper.replace('(type $f)', '(type $f2)'),
        more: '(type $f2 (func (param i64) (result i32)))',
      }).replace('(call $helper (i32.const 0))', '(call $helper (i64.const 0))'),
      change(_twin, _modules, asked) {
        asked.images = same;
      },
    },
    {
      what: 'a memory that is removed',
      clauses: ['valid-update-object'],
      change(_twin, _modules, asked) {
        asked.images.memories = [null];
      },
    },
    {
      what: 'a global that is removed, to which nothing refers',
      clauses: [],
      change(_twin, _modules, asked) {
        asked.images.globals = [null, 2];
      },
    },
    {
      what: 'a memory that another instance has seen, with another maximum',
      clauses: ['valid-update-object'],
      version: version({ memory: '(memory (export "memory") 1 5)' }),
      change(_twin, _modules, asked) {
        asked.images = same;
      },
    },
    {
      what: 'a memory with a minimum up to its size',
      clauses: [],
      version: version({ memory: '(memory (export "memory") 2 4)' }),
      change(_twin, _modules, asked) {
        asked.images = same;
      },
    },
    {
      what: 'a memory with a minimum above its size',
      clauses: ['valid-update-object'],
      version: version({ memory: '(memory (export "memory") 3 4)' }),
      change(_twin, _modules, asked) {
        asked.images = same;
      },
    },
    {
      what: 'a table with another maximum, which nobody else has seen',
      clauses: [],
      version: version({ table: '(table $t (export "table") 3 9 funcref)' }),
      change(_twin, _modules, asked) {
        asked.images = same;
      },
    },
    {
      what: 'a global that is no longer mutable',
      clauses: ['valid-update-object'],
      version: version({ globals: parts.globals.replace('(mut i32)', 'i32') }),
      change(_twin, _modules, asked) {
        asked.images = same;
      },
    },
    {
      what: 'a passive segment with other bytes',
      clauses: ['valid-update-segment'],
      version: version({ data: parts.data.replace('abc', 'abd') }),
      change(_twin, _modules, asked) {
        asked.images = same;
      },
    },
    {
      what: 'a passive segment with other bytes that was dropped',
      clauses: [],
      version: version({ data: parts.data.replace('abc', 'abd') }),
      change(twin, _modules, asked) {
        at(twin.instances, 0).datas = [0];
        asked.images = same;
      },
    },
    {
      what: 'a new import that the host offers',
      clauses: [],
      version: version({ head: `(import "env" "exit" (func)) ${parts.head}` }),
      change(_twin, _modules, asked) {
        asked.images = { ...same, types: [0, 1], funcs: [1, 2, 3, 4] };
        asked.host.functions.push({ module: 'env', name: 'exit', type: { params: [], results: [] } });
      },
    },
    {
      what: 'a new import that the host does not offer',
      clauses: ['valid-update-imports'],
      version: version({ head: `(import "env" "exit" (func)) ${parts.head}` }),
      change(_twin, _modules, asked) {
        asked.images = { ...same, types: [0, 1], funcs: [1, 2, 3, 4] };
      },
    },
    {
      what: 'new globals, tables and segments',
      clauses: [],
      version: version({
        more: `(type $s (struct (field i32) (field (ref null $s))))
          (global $object (ref $s) (struct.new $s (i32.const 1) (ref.null $s)))
          (global $sum i32 (i32.add (global.get $version) (i32.const 1)))
          (table $t2 2 (ref null $s) (global.get $object))
          (elem (table $t2) (i32.const 1) (ref null $s) (struct.new_default $s))
          (elem $kept (ref null $s) (struct.new_default $s) (global.get $object))`,
      }).replace('(table $t2 2 (ref null $s) (global.get $object))', '(table $t2 2 (ref null $s))'),
      change(_twin, _modules, asked) {
        asked.images = same;
        asked.host.features = ['gc'];
      },
    },
    {
      what: 'an immutable global with another initialiser',
      clauses: ['valid-update-result'],
      version: version({ globals: parts.globals.replace('i32.const 1', 'i32.const 2') }),
      change(_twin, _modules, asked) {
        asked.images = same;
      },
    },
    {
      what: 'an active segment beyond the end of a memory that is already there',
      clauses: ['valid-update-result'],
      version: version({ data: parts.data.replace('i32.const 8', 'i32.const 131071') }),
      change(_twin, _modules, asked) {
        asked.images = same;
      },
    },
    {
      what: 'a host that does not offer what the old version imports',
      clauses: ['valid-update-result'],
      change(_twin, _modules, asked) {
        asked.host.functions = [];
      },
    },
  ],
};
