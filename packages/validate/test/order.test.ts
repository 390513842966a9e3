import { encode } from '@wasm-checkpoint/format';
import { validate } from '@wasm-checkpoint/validate';
import { validateWith } from '@wasm-checkpoint/validate/testing';
import { functype, i32, i64, nullOf, Scene, structtype, subtype, thread } from './scene.js';

const wrong = async () => {
  const scene = await Scene.of('(module (global (mut i32) (i32.const 0)) (func (param i32 i32)))');
  const frame = scene.frame(0, scene.first(0), [i64(1n), nullOf('any')]);
  return {
    scene,
    checkpoint: scene.checkpoint({
      types: [structtype(['i32', 'var'])],
      globals: [{ type: { type: 'i32', mutable: true }, value: i64(0n) }],
      structs: [
        { type: 0, fields: [i64(1n)] },
        { type: 0, fields: [] },
      ],
      threads: [thread(frame), thread({ ...frame, offset: 1000 })],
    }),
  };
};

test('valid-order: every independent error of a judgement is reported, in the order of the file', async () => {
  const { checkpoint, scene } = await wrong();
  const expected = [
    ['CKPT2101', 'globals[0].value'],
    ['CKPT2101', 'structs[0].fields[0]'],
    ['CKPT2110', 'structs[1].fields'],
    ['CKPT2101', 'threads[0].frames[0].locals[0]'],
    ['CKPT2102', 'threads[0].frames[0].locals[1]'],
    ['CKPT2121', 'threads[1].frames[0].offset'],
  ];
  for (const input of [checkpoint, encode(checkpoint)]) {
    const report = validate(input, { modules: [scene.bytes] });
    expect(report.errors.map(({ code, path }) => [code, path])).toEqual(expected);
    const offsets = report.errors.map(({ offset }) => offset);
    expect(offsets).toEqual([...offsets].sort((left, right) => left - right));
    if (input !== checkpoint) expect(new Set(offsets).size).toBe(offsets.length);
  }
});

test('valid-order: a judgement is decided when the ones before it hold', async () => {
  const { checkpoint, scene } = await wrong();
  const { digest, length } = scene.stated();
  const other = new Uint8Array(32);
  const mismatch = { ...checkpoint, modules: [{ digest: other, length, imports: [] }] };
  expect(validate(mismatch, { modules: [scene.bytes] })).toMatchObject({ judgement: 'B', accepted: false });
  const malformed = { ...mismatch, instances: [] };
  expect(validate(malformed, { modules: [scene.bytes] })).toMatchObject({ judgement: 'A', accepted: false });
  expect(validate({ ...checkpoint, modules: [{ digest, length, imports: [] }] })).toMatchObject({
    judgement: 'A',
    accepted: true,
  });
});

test('lim-exceeded: errors are collected up to a limit', async () => {
  const { checkpoint, scene } = await wrong();
  const report = validate(checkpoint, { modules: [scene.bytes], limits: { maxErrors: 2 } });
  expect(report.errors).toHaveLength(2);
  expect(report.truncated).toBe(true);
  expect(validate(checkpoint, { modules: [scene.bytes], limits: { maxErrors: 1000 } }).truncated).toBe(false);
});

test('lim-exceeded: chains of supertypes have a limit, as those of modules have', async () => {
  const scene = await Scene.of('(module)');
  const chain = (length: number) =>
    scene.checkpoint({
      types: Array.from({ length: length + 1 }, (_, index) => [
        subtype(
          { kind: 'struct', fields: Array.from({ length: index }, () => ({ storage: 'i32', mutable: true }) as const) },
          { final: false, supertypes: index === 0 ? [] : [index - 1] },
        ),
      ]),
    });
  const modules = [scene.bytes];
  expect(validate(chain(63), { modules }).accepted).toBe(true);
  const { errors } = validate(chain(64), { modules });
  expect(errors.map(({ code, params }) => ({ code, limit: params['limit'] }))).toEqual([
    { code: 'CKPT9001', limit: 'maxSubtypingDepth' },
  ]);
  expect(validate(chain(64), { modules, limits: { maxSubtypingDepth: 64 } }).accepted).toBe(true);
});

test('lim-exceeded: work that the size of the input does not bound has a limit', async () => {
  const scene = await Scene.of('(module (memory 1) (data (i32.const 0) "a") (data (i32.const 1) "b"))');
  const memory = {
    type: { address: 'i32', limits: { min: 1n }, shared: false, pageSizeLog2: 16 },
    image: { base: { kind: 'zeros' }, blockSizeLog2: 16, blocks: [] },
  } as const;
  const checkpoint = scene.checkpoint({
    memories: [memory, memory, memory],
    instances: [0, 1, 2].map((address) => scene.instance({ memories: [address] })),
  });
  const judged = (maxSteps: number) => validate(checkpoint, { modules: [scene.bytes], limits: { maxSteps } });
  expect(judged(100).accepted).toBe(true);
  expect(judged(3).errors.map(({ code, phase }) => ({ code, phase }))).toEqual([{ code: 'CKPT9001', phase: 'limit' }]);
});

test('a clause that is switched off for tests leaves all others', async () => {
  const { checkpoint, scene } = await wrong();
  const { errors } = validateWith(checkpoint, { modules: [scene.bytes], skip: new Set(['valid-value']) });
  expect(errors.map(({ code }) => code)).toEqual(['CKPT2110', 'CKPT2102', 'CKPT2121']);
});

test('valid-thread: errors of one thread leave the others', async () => {
  const scene = await Scene.of('(module (func (param i32)))');
  const frame = (value: ReturnType<typeof i32>) => thread(scene.frame(0, scene.first(0), [value]));
  const { errors } = validate(
    scene.checkpoint({ types: [functype([])], threads: [frame(i32(1)), frame(i64(1n)), frame(i32(1))] }),
    {
      modules: [scene.bytes],
    },
  );
  expect(errors.map(({ path }) => path)).toEqual(['threads[1].frames[0].locals[0]']);
});
