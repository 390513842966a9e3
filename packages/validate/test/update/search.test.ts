import { type ModuleReport, validateUpdate } from '@wasm-checkpoint/validate';
import { type Module, openModule, validate as validateModule } from '@wasm-checkpoint/wasm';
import fc from 'fast-check';
import { assembled, i32, nullable, nullOf, Scene, thread } from '../scene.js';
import { type Permutation, Permuter } from './permuter.js';

/** What becomes of a module, without frames. */
async function report(old: Uint8Array, updated: Uint8Array): Promise<ModuleReport> {
  const scene = new Scene(old);
  const { tables, memories, globals, tags } = scene.module;
  const checkpoint = scene.checkpoint({
    types: [[{ final: true, supertypes: [], composite: { kind: 'func', params: [], results: [] } }]],
    tables: tables.map(({ limits }) => ({
      type: { element: nullable('func'), address: 'i32', limits: { min: limits.min } },
      base: { kind: 'none' },
      runs: [{ kind: 'ref', length: limits.min, ref: nullOf('func') }],
    })),
    memories: memories.map(({ limits }) => ({
      type: { address: 'i32', limits: { min: limits.min }, shared: false, pageSizeLog2: 16 },
      image: { base: { kind: 'zeros' }, blockSizeLog2: 16, blocks: [] },
    })),
    globals: globals.map(() => ({ type: { type: 'i32', mutable: true }, value: i32(0) })),
    tags: tags.map(() => ({ type: 0 })),
  });
  const found = validateUpdate(checkpoint, { modules: [old], updates: [{ module: 0, bytes: updated }] });
  expect(found.errors.map(({ message }) => message)).toEqual([]);
  const [first] = found.modules;
  if (first === undefined) throw new Error('there is no report');
  return first;
}

const compare = async (old: string, updated: string): Promise<ModuleReport> =>
  report(await strip(await assembled(old)), await strip(await assembled(updated)));

const none: Permutation = { funcs: [], tables: [], memories: [], globals: [], tags: [], elements: [], data: [] };
const strip = async (bytes: Uint8Array): Promise<Uint8Array> =>
  new Permuter(openModule(bytes), none, true).encode().bytes;

describe('valid-update-correspondence: what is found without names', () => {
  test('functions by exports and by their bodies', async () => {
    const old = '(module (func (export "a") (nop)) (func (nop) (nop)) (func (drop (i32.const 1))))';
    const updated = '(module (func (drop (i32.const 1))) (func) (func (nop) (nop)) (func (export "a") (nop)))';
    expect((await compare(old, updated)).counts).toEqual({
      unchanged: 3,
      changed: 0,
      removed: 0,
      new: 1,
      renumbered: 3,
    });
  });

  test('a changed function by the function that calls it, and no other changes by it', async () => {
    const text = (leaf: string): string =>
      `(module (func (export "main") (call $mid) (nop)) (func $mid (call $leaf) (drop (i32.const 5))) (func $leaf ${leaf}))`;
    const { counts, functions } = await compare(text('(nop)'), text('(nop) (nop) (nop)'));
    expect(counts).toEqual({ unchanged: 2, changed: 1, removed: 0, new: 0, renumbered: 0 });
    expect(functions).toMatchObject([{ verdict: 'changed', old: 2, updated: 2, evidence: 'use' }]);
  });

  test('a changed function by its place in a table', async () => {
    const text = (two: string, more = ''): string =>
      `(module (table 4 funcref) (elem (i32.const 0) $one $two $three ${more})
        (func $one (nop)) (func $two ${two}) (func $three (nop) (nop)) ${more === '' ? '' : '(func $four (drop (i32.const 9)))'})`;
    const { counts, functions } = await compare(text('(drop (i32.const 1))'), text('(drop (i64.const 1))', '$four'));
    expect(counts).toEqual({ unchanged: 2, changed: 1, removed: 0, new: 1, renumbered: 0 });
    expect(functions[0]).toMatchObject({ verdict: 'changed', old: 1, updated: 1, evidence: 'place' });
  });

  test('a changed function by its place between others', async () => {
    const text = (two: string): string => `(module (func (nop)) (func ${two}) (func (nop) (nop)))`;
    const { functions } = await compare(text('(drop (i32.const 1))'), text('(drop (i64.const 1))'));
    expect(functions).toMatchObject([{ verdict: 'changed', old: 1, updated: 1, evidence: 'place' }]);
  });

  test('functions of other names are not versions of each other because of their place', async () => {
    const text = (name: string, two: string): string =>
      `(module (func $a (nop)) (func $${name} ${two}) (func $c (nop) (nop)))`;
    const { counts } = await report(
      await assembled(text('b', '(drop (i32.const 1))')),
      await assembled(text('x', '(drop (i64.const 1))')),
    );
    expect(counts).toMatchObject({ unchanged: 2, removed: 1, new: 1 });
  });

  test('functions that are alike, consistently with those that call them', async () => {
    const twins = (count: number): string =>
      Array.from({ length: count }, (_, index) => `(func $a${index} (call $b${index})) (func $b${index} (nop))`).join(
        '',
      );
    const calls = (order: readonly number[]): string => order.map((index) => `(call $a${index})`).join('');
    const text = (order: readonly number[], front: string): string =>
      `(module ${front} (func (export "main") ${calls(order)}) ${twins(4)})`;
    const { counts } = await compare(text([0, 1, 2, 3], ''), text([3, 1, 0, 2], '(func (drop (i64.const 0)))'));
    expect(counts).toMatchObject({ unchanged: 9, changed: 0 });
  });

  test('globals by the functions that use them', async () => {
    const text = (globals: string): string =>
      `(module ${globals} (func (export "f") (global.set $a (i32.add (global.get $b) (i32.const 1)))))`;
    const a = '(global $a (mut i32) (i32.const 1))';
    const b = '(global $b (mut i32) (i32.const 2))';
    const { counts, entities } = await compare(text(a + b), text(`(global (mut i32) (i32.const 3)) ${b} ${a}`));
    expect(counts).toMatchObject({ unchanged: 1, changed: 0 });
    expect(entities).toMatchObject([
      { kind: 'global', verdict: 'moved', old: 0, updated: 2, evidence: 'use' },
      { kind: 'global', verdict: 'new', updated: 0 },
    ]);
  });

  test('an immutable global whose initialiser differs has no image, and what reads it is changed', async () => {
    const scene = await Scene.of(
      '(module (global $g (export "g") i32 (i32.const 1)) (func $f (export "f") (drop (global.get $g))))',
    );
    const checkpoint = scene.checkpoint({ globals: [{ type: { type: 'i32', mutable: false }, value: i32(1) }] });
    const updated = await assembled(
      '(module (global $g (export "g") i32 (i32.const 2)) (func $f (export "f") (drop (global.get $g))))',
    );
    const found = validateUpdate(checkpoint, { modules: [scene.bytes], updates: [{ module: 0, bytes: updated }] });
    expect(found.modules[0]?.counts).toMatchObject({ changed: 1 });
    expect(found.modules[0]?.entities.map(({ verdict }) => verdict)).toEqual(['removed', 'new']);
    const onStack = { ...checkpoint, threads: [thread(scene.frame(0, scene.first(0)))] };
    const refused = validateUpdate(onStack, { modules: [scene.bytes], updates: [{ module: 0, bytes: updated }] });
    expect(refused.errors.map(({ code }) => code)).toEqual(['CKPT3171']);
  });
});

const program = `(module
  (table $t 3 funcref) (table $u 2 funcref) (memory $m 1) (memory $n 2)
  (global $sp (mut i32) (i32.const 9)) (global $x (mut i32) (i32.const 0)) (global $y (mut i32) (i32.const 0))
  (tag $e0) (tag $e1)
  (func $alloc (param i32) (result i32) (global.set $sp (i32.sub (global.get $sp) (local.get 0))) (global.get $sp))
  (func $store (param i32) (i32.store $n offset=300 (call $alloc (i32.const 4)) (local.get 0)) (memory.init $m $d1 (i32.const 0) (i32.const 0) (i32.const 1)))
  (func $twin1 (global.set $x (i32.add (global.get $x) (i32.const 1))))
  (func $twin2 (global.set $y (i32.add (global.get $y) (i32.const 1))))
  (func $same1) (func $same2) (func $same3 (call $same1)) (func $same4 (call $same2))
  (func $throw (throw $e1)) (func $indirect (call_indirect $u (i32.const 1)))
  (func $catch (block (try_table (catch $e0 0) (catch $e1 0) (call $throw))) (table.init $t $el1 (i32.const 0) (i32.const 0) (i32.const 1)))
  (func $main (export "main") (call $store (i32.const 1)) (call $twin1) (call $twin2) (call $twin2) (call $same3) (call $same4) (call $catch) (call $indirect))
  (elem $el0 (table $u) (i32.const 0) func $twin1 $same2) (elem $el1 func $same1) (elem $el2 func $same4 $same3)
  (data $d0 (memory $n) (i32.const 0) "first") (data $d1 "second") (data $d2 "third"))`;

const shuffled = (count: number): fc.Arbitrary<readonly number[]> =>
  fc.shuffledSubarray(
    Array.from({ length: count }, (_, index) => index),
    { minLength: count },
  );

const permutations = (module: Module): fc.Arbitrary<Permutation> =>
  fc.record({
    funcs: shuffled(module.bodyCount),
    tables: shuffled(module.definedTables.length),
    memories: shuffled(module.definedMemories.length),
    globals: shuffled(module.definedGlobals.length),
    tags: shuffled(module.definedTags.length),
    elements: shuffled(module.elements.length),
    data: shuffled(module.data.length),
  });

describe('valid-update-correspondence: a module whose definitions are numbered anew', () => {
  test.each([
    ['with names', false],
    ['without names', true],
  ])('%s all functions are unchanged, and the update is accepted', async (_, stripped) => {
    const old = stripped ? await strip(await assembled(program)) : await assembled(program);
    const module = openModule(old);
    await fc.assert(
      fc.asyncProperty(permutations(module), async (permutation) => {
        const updated = new Permuter(module, permutation).encode().bytes;
        expect(validateModule(updated)).toBeUndefined();
        const { counts } = await report(old, updated);
        expect(counts).toMatchObject({ unchanged: module.funcs.length, changed: 0, removed: 0, new: 0 });
      }),
      { numRuns: 60 },
    );
  });
});
