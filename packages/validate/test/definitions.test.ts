import type { Checkpoint, GlobalType, MemType, TableType } from '@wasm-checkpoint/format';
import { describeClause, type Judged } from './clause-cases.js';
import { globaltype, memory, memtype, table, tabletype } from './objects.js';
import { func, functype, i32, nullable, nullOf, ref, Scene, structtype } from './scene.js';

const definesMemory = '(module (memory 2 4) (memory i64 1))';

describeClause('valid-defined-memory', async () => {
  const scene = await Scene.of(definesMemory);
  const judged = (first: MemType, second = memtype(1n, { address: 'i64' })): Judged => ({
    checkpoint: scene.checkpoint({ memories: [memory(first), memory(second)] }),
    modules: [scene.bytes],
  });
  const declared = memtype(2n, { max: 4n });
  const refused = (first: MemType) => ({ ...judged(first), code: 'CKPT3112', path: 'memories[0].type' });
  return {
    judgement: 'B',
    accepts: {
      'the declared types': judged(declared),
      'grown to the maximum': judged(memtype(4n, { max: 4n }), memtype(70000n, { address: 'i64' })),
    },
    refuses: {
      'below the minimum': { ...refused(memtype(1n, { max: 4n })), words: '(memory 2 4)' },
      'another maximum': refused(memtype(2n, { max: 5n })),
      'no maximum': refused(memtype(2n)),
      shared: refused({ ...declared, shared: true }),
      'other pages': refused({ ...declared, pageSizeLog2: 0 }),
      'other addresses': refused({ ...declared, address: 'i64' }),
      'a maximum where none is declared': {
        ...judged(declared, memtype(1n, { address: 'i64', max: 9n })),
        code: 'CKPT3112',
        path: 'memories[1].type',
      },
    },
  };
});

describeClause('valid-defined-table', async () => {
  const scene = await Scene.of('(module (table 2 4 funcref) (table 0 externref))');
  const other = tabletype(0n, { element: nullable('extern') });
  const judged = (first: TableType, second = other): Judged => ({
    checkpoint: scene.checkpoint({ types: [functype([])], tables: [table(first), table(second)] }),
    modules: [scene.bytes],
  });
  const refused = (first: TableType) => ({ ...judged(first), code: 'CKPT3113', path: 'tables[0].type' });
  const declared = tabletype(2n, { max: 4n });
  return {
    judgement: 'B',
    accepts: {
      'the declared types': judged(declared),
      grown: judged(tabletype(4n, { max: 4n }), tabletype(5n, { element: nullable('extern') })),
    },
    refuses: {
      'below the minimum': refused(tabletype(1n, { max: 4n })),
      'another maximum': refused(tabletype(2n, { max: 3n })),
      'no maximum': refused(tabletype(2n)),
      'other addresses': refused({ ...declared, address: 'i64' }),
      'a subtype as element': refused({ ...declared, element: nullable(0) }),
    },
  };
});

describeClause('valid-defined-global', async () => {
  const scene = await Scene.of(
    '(module (global (mut funcref) (ref.null func)) (global (mut i32) (i32.const 0)) (func $f) (elem declare func $f))',
  );
  const judged = (
    first: GlobalType,
    value = first.type === 'i64' ? ({ kind: 'i64', value: 0n } as const) : nullOf('func'),
  ): Judged => ({
    checkpoint: scene.checkpoint({
      types: [functype([])],
      globals: [
        { type: first, value },
        { type: globaltype('i32'), value: i32(-1) },
      ],
    }),
    modules: [scene.bytes],
  });
  const refused = (first: GlobalType) => ({ ...judged(first), code: 'CKPT3114', path: 'globals[0].type' });
  return {
    judgement: 'B',
    accepts: {
      'the declared types': judged(globaltype(nullable('func'))),
      'with a value of a narrower type': {
        ...judged(globaltype(nullable('func'))),
        checkpoint: scene.checkpoint({
          globals: [
            { type: globaltype(nullable('func')), value: func(0) },
            { type: globaltype('i32'), value: i32(7) },
          ],
        }),
      },
    },
    refuses: {
      immutable: refused(globaltype(nullable('func'), false)),
      'a subtype': refused(globaltype(nullable(0))),
      'another type': refused(globaltype('i64')),
    },
  };
});

describeClause('valid-defined-tag', async () => {
  const scene = await Scene.of('(module (tag (param i32)) (tag (param funcref)))');
  const judged = (...tags: readonly number[]): Judged => ({
    checkpoint: scene.checkpoint({
      types: [functype(['i32']), functype([nullable('func')]), functype([ref('func')])],
      tags: tags.map((type) => ({ type })),
    }),
    modules: [scene.bytes],
  });
  return {
    judgement: 'B',
    accepts: { 'the declared types': judged(0, 1), 'in another order': { ...judged(0, 1) } },
    refuses: {
      'another type': { ...judged(1, 1), code: 'CKPT3115', path: 'tags[0].type' },
      'a narrower parameter': { ...judged(0, 2), code: 'CKPT3115', path: 'tags[1].type' },
    },
  };
});

describeClause('valid-immutable-global', async () => {
  const scene = await Scene.of(`(module
    (import "a" "g" (global i32))
    (import "a" "f" (func))
    (type $s (struct (field i32)))
    (global i32 (i32.add (global.get 0) (i32.const 0x7fffffff)))
    (global i64 (i64.mul (i64.const -3) (i64.sub (i64.const 5) (i64.const 0x4000000000000000))))
    (global f32 (f32.const nan:0x200001))
    (global v128 (v128.const i8x16 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16))
    (global funcref (ref.func 0))
    (global funcref (ref.func 1))
    (global i31ref (ref.i31 (i32.const -1)))
    (global externref (extern.convert_any (ref.i31 (i32.const 5))))
    (global anyref (any.convert_extern (extern.convert_any (ref.null any))))
    (global (ref $s) (struct.new $s (i32.const 1)))
    (global (mut i32) (i32.const 1))
    (func))`);
  const values = [
    i32(2),
    i32(-0x7fffffff),
    { kind: 'i64', value: -3n * 5n + 3n * 0x4000000000000000n - 0x10000000000000000n },
    { kind: 'f32', bits: 0x7fa00001 },
    { kind: 'v128', bits: 0x100f0e0d0c0b0a090807060504030201n },
    { kind: 'host-func', address: 0 },
    func(1),
    { kind: 'i31', value: 0x7fffffff },
    { kind: 'extern', internal: { kind: 'i31', value: 5 } },
    nullOf('any'),
    { kind: 'struct', address: 0 },
    i32(99),
  ] as const;
  type Globals = Checkpoint['globals'];
  const types: Globals[number]['type']['type'][] = [
    'i32',
    'i32',
    'i64',
    'f32',
    'v128',
    nullable('func'),
    nullable('func'),
    nullable('i31'),
    nullable('extern'),
    nullable('any'),
    ref(1),
    'i32',
  ];
  const judged = (changes: Readonly<Record<number, Globals[number]['value']>> = {}): Judged => ({
    checkpoint: scene.checkpoint({
      types: [functype([]), structtype(['i32', 'const'])],
      imports: [
        { module: 'a', name: 'g', type: { kind: 'global', type: globaltype('i32', false) } },
        { module: 'a', name: 'f', type: { kind: 'func', type: 0 } },
      ],
      hostFuncs: [
        { module: 'a', name: 'f', type: 0 },
        { module: 'a', name: 'f2', type: 0 },
      ],
      instance: { funcs: [{ kind: 'host-func', address: 0 }] },
      structs: [
        { type: 1, fields: [i32(1)] },
        { type: 1, fields: [i32(7)] },
      ],
      globals: values
        .map((value, index) => ({
          type: globaltype(types[index] ?? 'i32', index !== 11),
          value: changes[index] ?? value,
        }))
        .map((global, index) => ({ ...global, type: { ...global.type, mutable: index === 11 } })),
    }),
    modules: [scene.bytes],
  });
  const refused = (index: number, value: Globals[number]['value']) => ({
    ...judged({ [index]: value }),
    code: 'CKPT3116',
    path: `globals[${index}].value`,
  });
  return {
    judgement: 'B',
    accepts: {
      'what initialisers evaluate to': judged(),
      'any object where the initialiser allocates, any value where it is mutable': judged({
        10: { kind: 'struct', address: 1 },
        11: i32(-5),
      }),
    },
    refuses: {
      'another i32': { ...refused(1, i32(-0x7ffffffe)), words: '-2147483647' },
      'another i64': refused(2, { kind: 'i64', value: 1n }),
      'another NaN': refused(3, { kind: 'f32', bits: 0x7fe00001 }),
      'another vector': refused(4, { kind: 'v128', bits: 0n }),
      'another host function': refused(5, { kind: 'host-func', address: 1 }),
      'no function': refused(6, nullOf('func')),
      'another i31': refused(7, { kind: 'i31', value: 0 }),
      'another external reference': refused(8, { kind: 'extern', internal: { kind: 'i31', value: 6 } }),
      'no null': refused(9, { kind: 'i31', value: 0 }),
    },
  };
});
