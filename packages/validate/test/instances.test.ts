import type { Checkpoint, Instance } from '@wasm-checkpoint/format';
import { describeClause, type Judged } from './clause-cases.js';
import { globaltype, memory, memtype, table, tabletype } from './objects.js';
import { func, functype, i32, nullable, nullOf, Scene, structtype, withFeatures } from './scene.js';

describeClause('valid-instance-spaces', async () => {
  const scene = await Scene.of('(module (memory 1) (table 1 funcref) (global (mut i32) (i32.const 0)) (tag))');
  const whole: Partial<Checkpoint> = {
    types: [functype([])],
    memories: [memory(memtype(1n))],
    tables: [table(tabletype(1n))],
    globals: [{ type: globaltype('i32'), value: i32(0) }],
    tags: [{ type: 0 }],
  };
  const more: Partial<Checkpoint> = {
    ...whole,
    memories: [memory(memtype(1n)), memory(memtype(1n))],
    tags: [{ type: 0 }, { type: 0 }],
  };
  const judged = (parts: Partial<Checkpoint>, instance: Partial<Instance> = {}): Judged => ({
    checkpoint: scene.checkpoint({ ...parts, instance }),
    modules: [scene.bytes],
  });
  const at = (space: string) => ({ code: 'CKPT3110', path: `instances[0].${space}`, words: space });
  return {
    judgement: 'B',
    accepts: {
      'all spaces': judged(whole),
      'in other orders': judged(more, { memories: [1], tags: [1] }),
    },
    refuses: {
      'no memory': { ...judged(whole, { memories: [] }), ...at('memories') },
      'no table': { ...judged(whole, { tables: [] }), ...at('tables') },
      'no global': { ...judged(whole, { globals: [] }), ...at('globals') },
      'no tag': { ...judged(whole, { tags: [] }), ...at('tags') },
      'a memory more': { ...judged(more, { memories: [0, 1], tags: [0] }), ...at('memories') },
      'a tag more': { ...judged(more, { memories: [0], tags: [0, 1] }), ...at('tags') },
    },
  };
});

describeClause('valid-instance-bindings', async () => {
  const scene = await Scene.of(`(module
    (import "a" "f" (func (param i32)))
    (import "a" "m" (memory 2 4))
    (import "a" "t" (table 2 funcref))
    (import "a" "g" (global (ref null any)))
    (import "a" "x" (tag (param i32))))`);
  const types = [functype(['i32']), functype(['i64']), structtype(['i32', 'var'])];
  const imports = [
    { module: 'a', name: 'f', type: { kind: 'func', type: 0 } },
    { module: 'a', name: 'm', type: { kind: 'memory', type: memtype(2n, { max: 4n }) } },
    { module: 'a', name: 't', type: { kind: 'table', type: tabletype(2n) } },
    { module: 'a', name: 'g', type: { kind: 'global', type: globaltype(nullable('any'), false) } },
    { module: 'a', name: 'x', type: { kind: 'tag', type: 0 } },
  ] as const;
  const whole = {
    types,
    imports,
    hostFuncs: [{ module: 'a', name: 'f', type: 0 }],
    instance: { funcs: [{ kind: 'host-func', address: 0 }] as const },
    memories: [memory(memtype(2n, { max: 4n }))],
    tables: [table(tabletype(2n))],
    globals: [{ type: globaltype(nullable('any'), false), value: nullOf('any') }],
    tags: [{ type: 0 }],
  };
  const judged = (changes: Partial<typeof whole> | Partial<Checkpoint> = {}): Judged => ({
    checkpoint: scene.checkpoint({ ...whole, ...changes }),
    modules: [scene.bytes],
  });
  const at = (path: string) => ({ code: 'CKPT3111', path: `instances[0].${path}` });
  const provider = await Scene.of('(module (func (param i32)) (func (param i64)))');
  const linked = (funcidx: number): Judged => ({
    checkpoint: withFeatures({
      ...judged().checkpoint,
      hostFuncs: [],
      modules: [provider.stated(), scene.stated(imports)],
      instances: [provider.instance({ module: 0 }), { ...scene.instance({ funcs: [func(funcidx)] }), module: 1 }],
    }),
    modules: [scene.bytes, provider.bytes],
  });
  return {
    judgement: 'B',
    accepts: {
      'the declared types': judged(),
      'a grown memory and table, a smaller maximum, a narrower immutable global': judged({
        memories: [memory(memtype(3n, { max: 3n }))],
        tables: [table(tabletype(9n, { max: 10n }))],
        globals: [{ type: globaltype(nullable(2), false), value: nullOf('any') }],
      }),
      'a function of another instance': linked(0),
    },
    refuses: {
      'a host function of another type': {
        ...judged({ hostFuncs: [{ module: 'a', name: 'f', type: 1 }] }),
        ...at('funcs[0]'),
        words: '(func (param i64))',
      },
      'a function of another type': { ...linked(1), code: 'CKPT3111', path: 'instances[1].funcs[0]' },
      'a function that there is not': {
        ...linked(2),
        code: 'CKPT3111',
        path: 'instances[1].funcs[0]',
        words: 'no func',
      },
      'a smaller memory': { ...judged({ memories: [memory(memtype(1n, { max: 4n }))] }), ...at('memories[0]') },
      'a larger maximum': { ...judged({ memories: [memory(memtype(2n, { max: 5n }))] }), ...at('memories[0]') },
      'no maximum': { ...judged({ memories: [memory(memtype(2n))] }), ...at('memories[0]') },
      'a shared memory': {
        ...judged({ memories: [memory(memtype(2n, { max: 4n, shared: true }))] }),
        ...at('memories[0]'),
      },
      'a memory of 64-bit addresses': {
        ...judged({ memories: [memory(memtype(2n, { max: 4n, address: 'i64' }))] }),
        ...at('memories[0]'),
      },
      'a memory of small pages': {
        ...judged({ memories: [memory(memtype(2n, { max: 4n, pageSizeLog2: 0 }))] }),
        ...at('memories[0]'),
      },
      'a smaller table': { ...judged({ tables: [table(tabletype(1n))] }), ...at('tables[0]') },
      'a table of other elements': {
        ...judged({ tables: [table(tabletype(2n, { element: nullable(0) }))] }),
        ...at('tables[0]'),
      },
      'a mutable global': {
        ...judged({ globals: [{ type: globaltype(nullable('any')), value: nullOf('any') }] }),
        ...at('globals[0]'),
      },
      'a global of another type': {
        ...judged({ globals: [{ type: globaltype(nullable('func'), false), value: nullOf('func') }] }),
        ...at('globals[0]'),
      },
      'another tag': { ...judged({ tags: [{ type: 1 }] }), ...at('tags[0]') },
    },
  };
});
