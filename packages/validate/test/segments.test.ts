import type { Checkpoint, ElemState, Instance, TableRun } from '@wasm-checkpoint/format';
import { validate } from '@wasm-checkpoint/validate';
import { describeClause, type Judged } from './clause-cases.js';
import { func, i32, nullable, nullOf, ref, Scene, structtype } from './scene.js';

const funcTable = (
  runs: readonly TableRun[],
  min: bigint,
  base: Checkpoint['tables'][number]['base'] = { kind: 'none' },
) => ({
  type: { element: nullable('func'), address: 'i32', limits: { min } } as const,
  base,
  runs,
});
const nulls = (length: bigint): TableRun => ({ kind: 'ref', length, ref: nullOf('func') });
const memory = (min: bigint) => ({
  type: { address: 'i32', limits: { min }, shared: false, pageSizeLog2: 16 } as const,
  image: { base: { kind: 'zeros' } as const, blockSizeLog2: 16, blocks: [] },
});

describeClause('valid-segment-index', async () => {
  const scene = await Scene.of(`(module
    (memory 1) (table 4 funcref) (func $f)
    (data "passive") (data "") (data (i32.const 0) "active")
    (elem func $f) (elem func) (elem (table 0) (i32.const 0) func $f) (elem declare func $f))`);
  const judged = (instance: Partial<Instance>): Judged => ({
    checkpoint: scene.checkpoint({ instance, memories: [memory(1n)], tables: [funcTable([nulls(4n)], 4n)] }),
    modules: [scene.bytes],
  });
  const dropped = (index: number): ElemState => ({ kind: 'dropped', index });
  const elem = (index: number, words: string) => ({
    ...judged({ elems: [dropped(index)] }),
    code: 'CKPT3120',
    path: 'instances[0].elems[0]',
    words,
  });
  const data = (index: number, words: string) => ({
    ...judged({ datas: [index] }),
    code: 'CKPT3120',
    path: 'instances[0].datas[0]',
    words,
  });
  return {
    judgement: 'B',
    accepts: {
      'nothing dropped': judged({}),
      'passive ones dropped': judged({ elems: [dropped(0)], datas: [0] }),
    },
    refuses: {
      'an empty data segment': data(1, 'is empty'),
      'an active data segment': data(2, 'is active'),
      'no data segment': data(3, 'does not exist'),
      'an empty element segment': elem(1, 'is empty'),
      'an active element segment': elem(2, 'is active'),
      'a declarative element segment': elem(3, 'is declarative'),
      'no element segment': elem(4, 'does not exist'),
    },
  };
});

describeClause('valid-elem-contents', async () => {
  const scene = await Scene.of(`(module
    (type $s (struct (field i32)))
    (elem (ref null $s) (struct.new $s (i32.const 1)) (ref.null $s) (struct.new_default $s))
    (elem i31ref (ref.i31 (i32.const 1))))`);
  const struct = (address: number) => ({ kind: 'struct', address }) as const;
  const judged = (elems: readonly ElemState[]): Judged => ({
    checkpoint: scene.checkpoint({
      types: [structtype(['i32', 'const']), structtype(['i64', 'const'])],
      structs: [
        { type: 0, fields: [i32(1)] },
        { type: 0, fields: [i32(0)] },
        { type: 1, fields: [{ kind: 'i64', value: 1n }] },
      ],
      instance: { elems },
    }),
    modules: [scene.bytes],
  });
  const contents = (...refs: Extract<ElemState, { kind: 'contents' }>['refs']): ElemState => ({
    kind: 'contents',
    index: 0,
    refs,
  });
  const path = 'instances[0].elems';
  return {
    judgement: 'B',
    accepts: {
      contents: judged([contents(struct(0), nullOf('any'), struct(1))]),
      'contents that are the same object': judged([contents(struct(0), nullOf('any'), struct(0))]),
      dropped: judged([{ kind: 'dropped', index: 0 }]),
    },
    refuses: {
      'no contents': { ...judged([]), code: 'CKPT3121', path },
      'contents of what does not allocate': {
        ...judged([
          { kind: 'dropped', index: 0 },
          { kind: 'contents', index: 1, refs: [{ kind: 'i31', value: 1 }] },
        ]),
        code: 'CKPT3122',
        path: `${path}[1]`,
      },
      'too few': { ...judged([contents(struct(0), nullOf('any'))]), code: 'CKPT3123', path: `${path}[0].refs` },
      'another value where nothing is allocated': {
        ...judged([contents(struct(0), struct(0), struct(1))]),
        code: 'CKPT3124',
        path: `${path}[0].refs[1]`,
      },
      'another type': {
        ...judged([contents(struct(0), nullOf('any'), struct(2))]),
        code: 'CKPT3124',
        path: `${path}[0].refs[2]`,
        words: 'types[1]',
      },
    },
  };
});

describeClause('valid-segment-bounds', async () => {
  const scene = await Scene.of(`(module
    (import "a" "g" (global i32)) (import "a" "m" (memory 0)) (import "a" "t" (table 0 funcref)) (func $f)
    (data (i32.const 65530) "123456") (data (global.get 0) "")
    (elem (table 0) (global.get 0) func $f $f))`);
  const judged = (pages: bigint, entries: bigint, at: number): Judged => ({
    checkpoint: scene.checkpoint({
      imports: [
        { module: 'a', name: 'g', type: { kind: 'global', type: { type: 'i32', mutable: false } } },
        { module: 'a', name: 'm', type: { kind: 'memory', type: memory(0n).type } },
        { module: 'a', name: 't', type: { kind: 'table', type: funcTable([], 0n).type } },
      ],
      globals: [{ type: { type: 'i32', mutable: false }, value: i32(at) }],
      memories: [memory(pages)],
      tables: [funcTable(entries === 0n ? [] : [nulls(entries)], entries)],
    }),
    modules: [scene.bytes],
  });
  const refused = { code: 'CKPT3125', path: 'instances[0]' };
  return {
    judgement: 'B',
    accepts: { 'up to the end': judged(1n, 7n, 5), 'from the start': judged(2n, 2n, 0) },
    refuses: {
      'a memory that is too small': { ...judged(0n, 7n, 0), ...refused, words: 'data segment 0 reaches to 65536' },
      'a table that is too small': { ...judged(1n, 7n, 6), ...refused, words: 'element segment 0 reaches to 8' },
    },
  };
});

describe('valid-segment-bounds', () => {
  test('addresses are unsigned, and an empty segment has a place too', async () => {
    const scene = await Scene.of('(module (memory 1) (data (i32.const -1) ""))');
    const { errors } = validate(scene.checkpoint({ memories: [memory(1n)] }), { modules: [scene.bytes] });
    expect(errors.map(({ code, params }) => ({ code, end: params['end'] }))).toEqual([
      { code: 'CKPT3125', end: 0xffffffffn },
    ]);
  });
});

const base = { kind: 'module', instance: 0 } as const;
const fromBase = (length: bigint): TableRun => ({ kind: 'base', length });
const put = (...runs: readonly (readonly [bigint, number])[]): TableRun[] =>
  runs.map(([length, funcidx]) => ({ kind: 'ref', length, ref: func(funcidx) }));

const based = `(module (func $f) (func $g)
  (table 4 funcref)
  (table 3 3 (ref func) (ref.func $f))
  (elem (table 0) (i32.const 1) func $f $g) (elem (table 0) (i32.const 2) func $f)
  (elem declare func $f $g))`;
const nonNull = (runs: readonly TableRun[]) => ({
  type: { element: ref('func'), address: 'i32', limits: { min: 3n, max: 3n } } as const,
  base,
  runs,
});

describeClause('valid-base-table', async () => {
  const scene = await Scene.of(based);
  const allocating = await Scene.of(`(module (type $s (struct))
    (table 2 2 (ref null $s) (struct.new $s)) (elem (table 0) (i32.const 1) (ref null $s) (ref.null $s)))`);
  const judged = (first: readonly TableRun[], min: bigint): Judged => ({
    checkpoint: scene.checkpoint({ tables: [funcTable(first, min, base), nonNull([fromBase(3n)])] }),
    modules: [scene.bytes],
  });
  const structs = (runs: readonly TableRun[]): Judged => ({
    checkpoint: allocating.checkpoint({
      types: [structtype()],
      structs: [{ type: 0, fields: [] }],
      tables: [{ type: { element: nullable(0), address: 'i32', limits: { min: 2n, max: 2n } }, base, runs }],
    }),
    modules: [allocating.bytes],
  });
  return {
    judgement: 'B',
    accepts: {
      'initial value and segments': judged([fromBase(4n)], 4n),
      'grown beyond its base': judged([fromBase(4n), ...put([2n, 1])], 6n),
      'a segment over what was allocated': structs([
        { kind: 'ref', length: 1n, ref: { kind: 'struct', address: 0 } },
        fromBase(1n),
      ]),
    },
    refuses: {
      'an entry behind the initial size': {
        ...judged([fromBase(5n)], 5n),
        code: 'CKPT3126',
        path: 'tables[0]',
        words: 'entry 4',
      },
      'an entry that an expression allocated': {
        ...structs([fromBase(2n)]),
        code: 'CKPT3126',
        path: 'tables[0]',
        words: 'entry 0',
      },
    },
  };
});

describeClause('valid-base-differs', async () => {
  const scene = await Scene.of(based);
  const judged = (...runs: readonly TableRun[]): Judged => ({
    checkpoint: scene.checkpoint({ tables: [funcTable(runs, 4n, base), nonNull([fromBase(3n)])] }),
    modules: [scene.bytes],
  });
  return {
    judgement: 'B',
    accepts: {
      'other functions': judged(fromBase(1n), ...put([2n, 1]), fromBase(1n)),
      'nulls over functions': judged(fromBase(1n), nulls(2n), fromBase(1n)),
    },
    refuses: {},
  };
});

describe('valid-base-differs', () => {
  test('an entry that equals its base', async () => {
    const scene = await Scene.of(based);
    const checkpoint = scene.checkpoint({
      tables: [funcTable([fromBase(2n), ...put([1n, 0]), fromBase(1n)], 4n, base), nonNull([fromBase(3n)])],
    });
    const { errors, judgement } = validate(checkpoint, { modules: [scene.bytes] });
    expect({ judgement, errors: errors.map(({ code, path, text }) => ({ code, path, text })) }).toEqual({
      judgement: 'B',
      errors: [{ code: 'CKPT3006', path: 'tables[0]', text: 'entry 2 of table 0 equals its base' }],
    });
  });

  test('a page that equals its base is found where bases are resolved, otherwise this is said', async () => {
    const scene = await Scene.of(
      '(module (memory 1) (data (i32.const 4090) "0123456789") (data (i32.const 4095) "x"))',
    );
    const page = (text: string, at: number): Uint8Array => {
      const bytes = new Uint8Array(4096);
      bytes.set(new TextEncoder().encode(text), at);
      return bytes;
    };
    const of = (bytes: Uint8Array) =>
      scene.checkpoint({
        memories: [
          {
            ...memory(1n),
            image: {
              base,
              blockSizeLog2: 16,
              blocks: [
                {
                  number: 0n,
                  runs: [{ kind: 'data', pages: 1 }],
                  data: { coding: 'raw', size: 4096, views: [bytes] },
                },
              ],
            },
          },
        ],
      });
    const equal = of(page('01234x', 4090));
    const modules = [scene.bytes];
    const quick = validate(equal, { modules });
    expect(quick.accepted).toBe(true);
    expect(quick.unchecked.map(({ clause }) => clause)).toContain('valid-base-differs');
    const full = validate(equal, { modules, full: true });
    expect(full.errors.map(({ code }) => code)).toEqual(['CKPT3004']);
    expect(validate(of(page('012345', 4090)), { modules, full: true })).toMatchObject({
      accepted: true,
      unchecked: [],
    });
  });
});
