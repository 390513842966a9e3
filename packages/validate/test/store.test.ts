import type { Checkpoint, Elements, Field } from '@wasm-checkpoint/format';
import type { ClauseId } from '@wasm-checkpoint/tables/clauses';
import { validate } from '@wasm-checkpoint/validate';
import { validateWith } from '@wasm-checkpoint/validate/testing';
import { describeClause, type Judged } from './clause-cases.js';
import { arraytype, func, functype, i32, nullable, nullOf, ref, Scene, structtype } from './scene.js';

const judged = async (parts: Parameters<Scene['checkpoint']>[0], text = '(module (func))'): Promise<Judged> => {
  const scene = await Scene.of(text);
  return { checkpoint: scene.checkpoint(parts), modules: [scene.bytes] };
};

/** The clause of the place is another than that of the value, which the error names; either switches the check off. */
function describePlace(clause: ClauseId, code: string, path: string, make: (good: boolean) => Promise<Judged>): void {
  test(clause, async () => {
    const good = await make(true);
    expect(validate(good.checkpoint, { modules: good.modules }).errors).toEqual([]);
    const { checkpoint, modules } = await make(false);
    const report = validate(checkpoint, { modules });
    expect(report.errors.map(({ code: told, path: where }) => ({ told, where }))).toEqual([
      { told: code, where: path },
    ]);
    expect(validateWith(checkpoint, { modules, skip: new Set([clause]) }).errors).toEqual([]);
  });
}

describePlace('valid-globalinst', 'CKPT2102', 'globals[0].value', (good) =>
  judged(
    {
      types: [functype([])],
      globals: [{ type: { type: good ? nullable(0) : ref(0), mutable: true }, value: nullOf('func') }],
    },
    `(module (type (func)) (func $f) (elem declare func $f)
      (global (mut (ref ${good ? 'null 0' : '0'})) (ref.func $f)))`,
  ),
);

describePlace('valid-tableinst', 'CKPT2105', 'tables[0].runs[1].ref', (good) =>
  judged(
    {
      types: [functype([]), functype(['i32'])],
      tables: [
        {
          type: { element: nullable(0), address: 'i32', limits: { min: 3n } },
          base: { kind: 'none' },
          runs: [
            { kind: 'ref', length: 1n, ref: nullOf('func') },
            { kind: 'ref', length: 2n, ref: func(good ? 0 : 1) },
          ],
        },
      ],
    },
    '(module (type $t (func)) (func) (func (param i32)) (table 3 (ref null $t)))',
  ),
);

test('valid-meminst: the size of a memory says all', async () => {
  const memory = {
    type: { address: 'i32', limits: { min: 2n }, shared: false, pageSizeLog2: 16 },
    image: { base: { kind: 'zeros' }, blockSizeLog2: 16, blocks: [] },
  } as const;
  const { checkpoint, modules } = await judged({ memories: [memory] }, '(module (memory 1))');
  expect(validate(checkpoint, { modules }).accepted).toBe(true);
});

describeClause('valid-structinst', async () => {
  const types = [structtype(['i8', 'var'], ['i16', 'const'], [nullable('any'), 'var']), structtype(['i32', 'var'])];
  const i8: Field = { kind: 'i8', bits: 200 };
  const i16: Field = { kind: 'i16', bits: 60000 };
  const of = (...fields: Field[]): Promise<Judged> => judged({ types, structs: [{ type: 0, fields }] });
  const path = 'structs[0].fields';
  return {
    judgement: 'C',
    accepts: { 'packed fields and a null': await of(i8, i16, nullOf('any')) },
    refuses: {
      'a field less': { ...(await of(i8, i16)), code: 'CKPT2110', path },
      'a field more': { ...(await of(i8, i16, nullOf('any'), i8)), code: 'CKPT2110', path },
      none: { ...(await of()), code: 'CKPT2110', path },
    },
  };
});

test('valid-structinst: packed fields stand at their own types only', async () => {
  const fields = async (storage: 'i8' | 'i16' | 'i32', field: Field): Promise<readonly string[]> => {
    const { checkpoint, modules } = await judged({
      types: [structtype([storage, 'var'])],
      structs: [{ type: 0, fields: [field] }],
    });
    return validate(checkpoint, { modules }).errors.map(({ code }) => code);
  };
  expect(await fields('i8', { kind: 'i8', bits: 1 })).toEqual([]);
  expect(await fields('i16', { kind: 'i8', bits: 1 })).toEqual(['CKPT2101']);
  expect(await fields('i32', { kind: 'i8', bits: 1 })).toEqual(['CKPT2101']);
  expect(await fields('i8', { kind: 'i16', bits: 1 })).toEqual(['CKPT2101']);
  expect(await fields('i8', i32(1))).toEqual(['CKPT2101']);
});

describeClause('valid-arrayinst', async () => {
  const of = (storage: Parameters<typeof arraytype>[0], elements: Elements): Promise<Judged> =>
    judged({ types: [functype([]), arraytype(storage)], arrays: [{ type: 1, elements }] });
  const bytes = new Uint8Array(16);
  const refused = { code: 'CKPT2111', path: 'arrays[0].elements' };
  return {
    judgement: 'C',
    accepts: {
      bytes: await of('i8', { storage: 'i8', bytes }),
      vectors: await of('v128', { storage: 'v128', bytes }),
      references: await of(nullable('func'), { storage: 'ref', refs: [func(0), nullOf('func')] }),
      nothing: await of(ref(0), { storage: 'ref', refs: [] }),
    },
    refuses: {
      'i16 for i8': { ...(await of('i8', { storage: 'i16', bytes })), ...refused },
      'f32 for i32': { ...(await of('i32', { storage: 'f32', bytes })), ...refused },
      'references for numbers': { ...(await of('i32', { storage: 'ref', refs: [] })), ...refused },
      'numbers for references': { ...(await of(nullable('func'), { storage: 'i32', bytes })), ...refused },
    },
  };
});

describePlace('valid-arrayinst', 'CKPT2102', 'arrays[0].elements.refs[1]', (good) =>
  judged({
    types: [arraytype(good ? nullable('func') : ref('func'))],
    arrays: [{ type: 0, elements: { storage: 'ref', refs: [func(0), nullOf('func')] } }],
  }),
);

describeClause('valid-exninst', async () => {
  const of = (tag: number, args: Checkpoint['exceptions'][number]['args']): Promise<Judged> =>
    judged({
      types: [functype(['i32', 'i64']), functype([], ['i32'])],
      tags: [{ type: 0 }, { type: 1 }],
      exceptions: [{ tag, args }],
    });
  const i64 = { kind: 'i64', value: 2n } as const;
  const path = 'exceptions[0].args';
  return {
    judgement: 'C',
    accepts: { 'two arguments': await of(0, [i32(1), i64]) },
    refuses: {
      'an argument less': { ...(await of(0, [i32(1)])), code: 'CKPT2113', path },
      'an argument more': { ...(await of(0, [i32(1), i64, i64])), code: 'CKPT2113', path },
      'a tag with results': { ...(await of(1, [])), code: 'CKPT2112', path: 'exceptions[0].tag' },
    },
  };
});

describePlace('valid-exninst', 'CKPT2101', 'exceptions[0].args[0]', (good) =>
  judged({
    types: [functype([good ? 'i32' : 'i64'])],
    tags: [{ type: 0 }],
    exceptions: [{ tag: 0, args: [i32(1)] }],
  }),
);

describeClause('valid-immutable-acyclic', async () => {
  const struct = (address: number) => ({ kind: 'struct', address }) as const;
  const array = (address: number) => ({ kind: 'array', address }) as const;
  const types = [
    structtype([nullable('any'), 'const'], [nullable('any'), 'var']),
    arraytype(nullable('any'), 'const'),
    arraytype(nullable('any'), 'var'),
    functype([nullable('any'), nullable('exn')]),
    structtype([nullable('exn'), 'const'], [nullable('extern'), 'const']),
  ];
  const of = (parts: Partial<Checkpoint>): Promise<Judged> => judged({ types, tags: [{ type: 3 }], ...parts });
  const none = nullOf('any');
  const refs = (type: number, ...list: Extract<Elements, { storage: 'ref' }>['refs']) => ({
    type,
    elements: { storage: 'ref', refs: list } as const,
  });
  const at = (path: string) => ({ code: 'CKPT2114', path });
  return {
    judgement: 'C',
    accepts: {
      'a cycle through a mutable field': await of({ structs: [{ type: 0, fields: [none, struct(0)] }] }),
      'a cycle through mutable elements': await of({
        structs: [{ type: 0, fields: [array(0), none] }],
        arrays: [refs(2, struct(0))],
      }),
      'the same object twice': await of({
        structs: [
          { type: 0, fields: [array(0), none] },
          { type: 0, fields: [none, none] },
        ],
        arrays: [refs(1, struct(1), struct(1))],
      }),
    },
    refuses: {
      'itself in an immutable field': {
        ...(await of({ structs: [{ type: 0, fields: [struct(0), none] }] })),
        ...at('structs[0]'),
      },
      'a cycle of a structure and an array': {
        ...(await of({
          structs: [{ type: 0, fields: [array(0), none] }],
          arrays: [refs(1, none, struct(0))],
        })),
        ...at('structs[0]'),
        words: 'structs[0] -> arrays[0] -> structs[0]',
      },
      'a cycle through an exception and extern': {
        ...(await of({
          structs: [{ type: 4, fields: [{ kind: 'exn', address: 0 }, nullOf('extern')] }],
          exceptions: [{ tag: 0, args: [struct(0), nullOf('exn')] }],
        })),
        ...at('structs[0]'),
      },
      'an extern that leads back': {
        ...(await of({
          structs: [{ type: 4, fields: [nullOf('exn'), { kind: 'extern', internal: array(0) }] }],
          arrays: [refs(1, struct(0))],
        })),
        ...at('structs[0]'),
      },
    },
  };
});
