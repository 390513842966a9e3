import type { HostState } from '../gen/algorithm.js';
import {
  array,
  at,
  checkpointOf,
  constant,
  final,
  frameOf,
  func,
  instanceOf,
  open,
  ref,
  refNull,
  type Situation,
  struct,
  threadOf,
} from './situation.js';

const state = (name: string): HostState => ({
  name,
  version: '1',
  policy: 'fail',
  required: false,
  instances: [],
  payload: '',
});

/** What shows without modules: judgement A. */
export const structure: Situation = {
  name: 'structure',
  texts: ['(module (func (nop)))', '(module (memory 1))'],
  twin: (modules) =>
    checkpointOf({
      features: ['gc'],
      types: [[final(func([], []))], [open(struct(constant('i32')))], [final(array(constant('i8')))]],
      modules: modules.map((each) => each.stated()),
      instances: [instanceOf(0), instanceOf(1, { memories: [0] }), instanceOf(0)],
      memories: [
        {
          type: { address: 'i32', limits: { min: '1' }, shared: false, pageSizeLog2: 16 },
          image: { base: { kind: 'zeros' }, blockSizeLog2: 16, blocks: [] },
        },
      ],
      tables: [
        {
          type: { element: refNull('func'), address: 'i32', limits: { min: '2' } },
          ...{
            base: { kind: 'none' },
            runs: [{ kind: 'ref', length: '2', ref: { kind: 'func', instance: 0, funcidx: 0 } }],
          },
        },
      ],
      hostFuncs: [{ module: 'env', name: 'f', type: 0 }],
      hostStates: [state('a'), state('b')],
      structs: [{ type: 1, fields: [{ kind: 'i32', value: 0 }] }],
      threads: [threadOf(frameOf(0, 1))],
    }),
  changes: [
    {
      what: 'an instance that does not exist',
      clauses: ['syn-index'],
      change(twin) {
        at(at(twin.threads, 0).frames, 0).instance = 3;
      },
    },
    {
      what: 'a structure that does not exist, inside an external reference',
      clauses: ['syn-index'],
      change(twin) {
        const value = { kind: 'extern', internal: { kind: 'struct', address: 1 } } as const;
        twin.globals.push({ type: { type: refNull('extern'), mutable: true }, value });
      },
    },
    {
      what: 'a type that does not exist',
      clauses: ['syn-index'],
      change(twin) {
        at(twin.tables, 0).type.element = refNull(3);
      },
    },
    {
      what: 'a host state that does not exist',
      clauses: ['syn-index'],
      change(twin) {
        twin.hostRefs.push({ state: 2, payload: '' });
        twin.features = ['gc', 'host-references'];
      },
    },
    {
      what: 'a type of a later group',
      clauses: ['syn-type-closed'],
      change(twin) {
        at(twin.types, 1)[0] = open(struct(constant(ref(2))));
      },
    },
    {
      what: 'a later supertype',
      clauses: ['syn-type-closed'],
      change(twin) {
        twin.types.push([open(struct(), 4), open(struct())]);
      },
    },
    {
      what: 'two supertypes',
      clauses: ['syn-supertype'],
      change(twin) {
        twin.types.push([open(struct(constant('i32')), 1, 1)]);
      },
    },
    {
      what: 'a group that stands twice',
      clauses: ['syn-type-distinct'],
      change(twin) {
        twin.types.push([open(struct(constant('i32')))]);
      },
    },
    {
      what: 'a group that is like another one, but for a reference into itself',
      clauses: [],
      change(twin) {
        twin.types.push([final(array(constant(refNull(3))))], [final(array(constant(refNull(4))))].slice(1));
        twin.types.pop();
        twin.types.push([final(array(constant(refNull(3))))]);
      },
    },
    {
      what: 'two groups that are equal, each referring to itself',
      clauses: ['syn-type-distinct'],
      change(twin) {
        twin.types.push([final(array(constant(refNull(3))))], [final(array(constant(refNull(4))))]);
      },
    },
    {
      what: 'a group of no types',
      clauses: ['bin-type-canonical'],
      change(twin) {
        twin.types.push([]);
      },
    },
    {
      what: 'a structure of an array type',
      clauses: ['syn-type-kind'],
      change(twin) {
        at(twin.structs, 0).type = 2;
      },
    },
    {
      what: 'a host function of a structure type',
      clauses: ['syn-type-kind'],
      change(twin) {
        at(twin.hostFuncs, 0).type = 1;
      },
    },
    {
      what: 'a minimum above the maximum',
      clauses: ['syn-limits'],
      change(twin) {
        at(twin.memories, 0).type.limits = { min: '2', max: '1' };
      },
    },
    {
      what: 'a memory of more than 2^32 bytes',
      clauses: ['syn-limits-range'],
      change(twin) {
        at(twin.memories, 0).type.limits = { min: '1', max: '65537' };
      },
    },
    {
      what: 'a shared memory without maximum',
      clauses: ['syn-shared'],
      change(twin) {
        at(twin.memories, 0).type.shared = true;
        twin.features = ['gc', 'threads'];
      },
    },
    {
      what: 'features that are not declared',
      clauses: ['syn-feature-declared'],
      change(twin) {
        twin.features = [];
      },
    },
    {
      what: 'a feature that is unknown',
      clauses: ['syn-feature-known'],
      change(twin) {
        twin.features = ['gc', 'teleportation'];
      },
    },
    {
      what: 'a feature that is not used',
      clauses: [],
      change(twin) {
        twin.features = ['exceptions', 'gc', 'simd', 'zstd'];
      },
    },
    {
      what: 'features in another order',
      clauses: ['conv-ascending'],
      change(twin) {
        twin.features = ['simd', 'gc'];
      },
    },
    {
      what: 'two modules of the same digest',
      clauses: ['syn-module-distinct'],
      change(twin) {
        at(twin.modules, 1).digest = at(twin.modules, 0).digest;
      },
    },
    {
      what: 'a module without instance',
      clauses: ['syn-module-instance'],
      change(twin) {
        at(twin.instances, 1).module = 0;
        at(twin.instances, 1).memories = [];
      },
    },
    {
      what: 'modules in another order than their instances',
      clauses: ['syn-order'],
      change(twin) {
        at(twin.instances, 0).module = 1;
        at(twin.instances, 1).module = 0;
        at(twin.instances, 1).memories = [];
        at(twin.instances, 0).memories = [0];
      },
    },
    {
      what: 'a memory that is defined twice',
      clauses: ['syn-owner'],
      change(twin) {
        at(twin.instances, 1).memories = [0, 0];
      },
    },
    {
      what: 'an import without binding',
      clauses: ['syn-binding-count'],
      change(twin) {
        at(twin.modules, 1).imports.push({ module: 'env', name: 'f', type: { kind: 'func', type: 0 } });
      },
    },
    {
      what: 'an import that is bound to a later instance',
      clauses: ['syn-order'],
      change(twin) {
        at(twin.modules, 1).imports.push({ module: 'env', name: 'f', type: { kind: 'func', type: 0 } });
        at(twin.instances, 1).funcs = [{ kind: 'func', instance: 2, funcidx: 0 }];
      },
    },
    {
      what: 'a memory that is bound to a later instance',
      clauses: ['syn-order'],
      change(twin) {
        const type = at(twin.memories, 0).type;
        at(twin.modules, 0).imports.push({ module: 'env', name: 'm', type: { kind: 'memory', type } });
        at(twin.instances, 0).memories = [0];
        at(twin.instances, 2).memories = [0];
      },
    },
    {
      what: 'a thread without frames',
      clauses: ['syn-thread-frames'],
      change(twin) {
        at(twin.threads, 0).frames = [];
      },
    },
    {
      what: 'two threads without the feature',
      clauses: ['syn-feature-declared'],
      change(twin) {
        twin.threads.push(threadOf(frameOf(0, 1)));
      },
    },
    {
      what: 'producers in another order',
      clauses: ['conv-ascending'],
      change(twin) {
        twin.producers = ['b', 'a'].map((field) => ({ field, name: '', version: '' }));
      },
    },
    {
      what: 'producers by code points, not by UTF-16',
      clauses: [],
      change(twin) {
        twin.producers = ['\uff5e', '\u{10000}'].map((field) => ({ field, name: '', version: '' }));
      },
    },
    {
      what: 'digests in another order',
      clauses: ['conv-ascending'],
      change(twin) {
        twin.digests = ['state', 'core'].map((kind) => ({ kind, digest: '0'.repeat(64) }));
      },
    },
    {
      what: 'instances of a host state in another order',
      clauses: ['conv-ascending'],
      change(twin) {
        at(twin.hostStates, 0).instances = [1, 1];
      },
    },
    {
      what: 'runs of a table that do not add up',
      clauses: ['bin-table-runs'],
      change(twin) {
        at(twin.tables, 0).type.limits.min = '3';
      },
    },
    {
      what: 'an empty run',
      clauses: ['bin-table-runs'],
      change(twin) {
        at(twin.tables, 0).runs.push({ kind: 'ref', length: '0', ref: { kind: 'host-func', address: 0 } });
      },
    },
    {
      what: 'runs that are one',
      clauses: ['bin-run-maximal'],
      change(twin) {
        const run = { kind: 'ref', length: '1', ref: { kind: 'func', instance: 0, funcidx: 0 } } as const;
        at(twin.tables, 0).runs = [run, run];
      },
    },
    {
      what: 'a run of the base of a table that has none',
      clauses: ['bin-table-base'],
      change(twin) {
        at(twin.tables, 0).runs = [{ kind: 'base', length: '2' }];
      },
    },
    {
      what: 'the base of an instance that does not have the table',
      clauses: ['bin-table-base-module'],
      change(twin) {
        at(twin.tables, 0).base = { kind: 'module', instance: 0 };
      },
    },
  ],
};
