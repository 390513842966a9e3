import { checkStructure, decode, encode } from '@wasm-checkpoint/format';
import {
  buildCheckpoint,
  type FuncState,
  type GlobalState,
  type RefState,
  type StructState,
} from '@wasm-checkpoint/runtime';
import { type Module, typeStates } from '@wasm-checkpoint/wasm';
import { instanceOf, memoryOf, moduleOf, programOf } from './program.js';

const maker = '(module (memory (export "m") 1) (func (export "f")))';

/** An instance whose function import is bound to what is given. */
async function user(func: FuncState | undefined): Promise<ReturnType<typeof instanceOf>> {
  const module = await moduleOf('(module (import "a" "f" (func)) (func))');
  return instanceOf(module, func === undefined ? {} : { funcs: [func] });
}

describe('exec-capture-complete: the least set that is closed under refers to', () => {
  test('what a root is bound to comes along, before it', async () => {
    const first = instanceOf(await moduleOf(maker));
    const second = await user({ kind: 'func', instance: first, funcidx: 0 });
    const checkpoint = buildCheckpoint({ ...programOf([first, second]), roots: [second] });
    checkStructure(checkpoint);
    expect(checkpoint.instances.map(({ module }) => module)).toEqual([0, 1]);
    expect(checkpoint.instances[1]?.funcs).toEqual([{ kind: 'func', instance: 0, funcidx: 0 }]);
  });

  test('what nothing refers to does not, and indices close up', async () => {
    const [unused, first] = [
      instanceOf(await moduleOf(maker)),
      instanceOf(await moduleOf('(module (func (result i32) i32.const 0))')),
    ];
    const second = await user({ kind: 'func', instance: first, funcidx: 0 });
    const checkpoint = buildCheckpoint({ ...programOf([unused, first, second]), roots: [second] });
    checkStructure(checkpoint);
    expect(checkpoint.instances).toHaveLength(2);
    expect(checkpoint.instances[1]?.funcs).toEqual([{ kind: 'func', instance: 0, funcidx: 0 }]);
    expect(checkpoint.memories).toHaveLength(0);
  });

  test('an instance that only a table of another refers to comes along', async () => {
    const [first] = [instanceOf(await moduleOf(maker))];
    const module = await moduleOf('(module (table 3 funcref))');
    const table = instanceOf(module).tables[0];
    if (table === undefined) throw new Error('no table');
    const ref: RefState = { kind: 'func', instance: first, funcidx: 0 };
    const runs = () => [
      { length: 1n, ref },
      { length: 1n, ref },
      { length: 1n, ref: { kind: 'null', hierarchy: 'func' } as const },
    ];
    const second = instanceOf(module, { tables: [{ ...table, runs }] });
    const checkpoint = buildCheckpoint({ ...programOf([first, second]), roots: [second] });
    checkStructure(checkpoint);
    expect(checkpoint.instances).toHaveLength(2);
    expect(checkpoint.tables[0]?.runs).toEqual([
      { kind: 'ref', length: 2n, ref: { kind: 'func', instance: 0, funcidx: 0 } },
      { kind: 'base', length: 1n },
    ]);
  });

  test('an instance that the route does not know is refused', async () => {
    const first = instanceOf(await moduleOf(maker));
    const second = await user({ kind: 'func', instance: first, funcidx: 0 });
    expect(() => buildCheckpoint(programOf([second]))).toThrow(
      /CKPT4018.*instances\[0\]\.funcs\[0\].*exec-capture-complete/,
    );
  });

  test('an index space that is not whole is refused', async () => {
    const module = await moduleOf(maker);
    expect(() => buildCheckpoint(programOf([instanceOf(module, { memories: [] })]))).toThrow(
      /CKPT4018.*1 memories \(0 given\)/,
    );
  });
});

describe('exec-restore-identity: each object has one address', () => {
  test('a memory of two instances is one', async () => {
    const first = instanceOf(await moduleOf(maker));
    const module = await moduleOf('(module (import "a" "m" (memory 1)))');
    const second = instanceOf(module, { memories: first.memories });
    const checkpoint = buildCheckpoint(programOf([first, second]));
    checkStructure(checkpoint);
    expect(checkpoint.memories).toHaveLength(1);
    expect(checkpoint.instances.map(({ memories }) => memories)).toEqual([[0], [0]]);
  });

  test('structures that refer to themselves, and deep lists of them', async () => {
    const module = await moduleOf(
      '(module (type $s (struct (field (mut (ref null $s))) (field i8))) (global (mut (ref null $s)) (ref.null $s)))',
    );
    const type = { module, typeidx: 0 };
    const structs: StructState[] = [];
    const next = (index: number): RefState => ({
      kind: 'struct',
      object: structs[(index + 1) % 30_000] as StructState,
    });
    for (let index = 0; index < 30_000; index++) {
      structs.push({ type, fields: () => [next(index), { kind: 'i8', bits: index & 0xff }] });
    }
    const globals: GlobalState[] = [
      { type: { module, type: module.globals[0] as Module['globals'][0] }, value: () => next(-1) },
    ];
    const checkpoint = buildCheckpoint(programOf([instanceOf(module, { globals })]));
    checkStructure(checkpoint);
    expect(checkpoint.structs).toHaveLength(30_000);
    expect(checkpoint.structs[29_999]?.fields[0]).toEqual({ kind: 'struct', address: 0 });
    expect(checkpoint.features).toContain('gc');
  });

  test('functions of the host are told apart by names and type, those of imports first', async () => {
    const module = await moduleOf('(module (import "env" "f" (func)) (import "env" "g" (func)) (table 2 funcref))');
    const func = { module: 'elsewhere', name: 'h', type: { module, typeidx: 0 } };
    const table = instanceOf(module).tables[0];
    if (table === undefined) throw new Error('no table');
    const runs = () => [
      { length: 1n, ref: { kind: 'host-func', func } as const },
      { length: 1n, ref: { kind: 'host-func', func: { ...func } } as const },
    ];
    const bound = { kind: 'host-func', func } as const;
    const checkpoint = buildCheckpoint(
      programOf([instanceOf(module, { funcs: [bound, bound], tables: [{ ...table, runs }] })]),
    );
    checkStructure(checkpoint);
    expect(checkpoint.hostFuncs.map(({ module: from, name }) => [from, name])).toEqual([
      ['env', 'f'],
      ['elsewhere', 'h'],
    ]);
    expect(checkpoint.instances[0]?.funcs).toEqual([
      { kind: 'host-func', address: 0 },
      { kind: 'host-func', address: 0 },
    ]);
  });
});

describe('what the modules say is not repeated', () => {
  test('a memory as instantiation left it takes no block, a changed page one', async () => {
    const module = await moduleOf('(module (memory 2) (data (i32.const 8) "abc") (data (i32.const 70000) "xyz"))');
    const bytes = new Uint8Array(131072);
    bytes.set([97, 98, 99], 8);
    bytes.set([120, 121, 122], 70000);
    const instance = instanceOf(module, { memories: [memoryOf(module.memories[0] as Module['memories'][0], bytes)] });
    const image = () => buildCheckpoint(programOf([instance])).memories[0]?.image;
    expect(image()).toMatchObject({ base: { kind: 'module', instance: 0 }, blocks: [] });
    bytes[70001] = 1;
    expect(image()?.blocks).toHaveLength(1);
    const checkpoint = buildCheckpoint(programOf([instance]));
    expect(decode(encode(checkpoint)).memories[0]?.type.limits.min).toBe(2n);
  });

  test('a table as instantiation left it is one run of its base', async () => {
    const module = await moduleOf('(module (table 4 funcref) (func $f) (elem (i32.const 1) $f $f))');
    const self: { instance?: ReturnType<typeof instanceOf> } = {};
    const table = instanceOf(module).tables[0];
    if (table === undefined) throw new Error('no table');
    const runs = () => {
      const f: RefState = { kind: 'func', instance: self.instance ?? instanceOf(module), funcidx: 0 };
      const none: RefState = { kind: 'null', hierarchy: 'func' };
      return [none, f, f, none].map((ref) => ({ length: 1n, ref }));
    };
    self.instance = instanceOf(module, { tables: [{ ...table, runs }] });
    const checkpoint = buildCheckpoint(programOf([self.instance]));
    expect(checkpoint.tables[0]).toMatchObject({
      base: { kind: 'module', instance: 0 },
      runs: [{ kind: 'base', length: 4n }],
    });
  });

  test('modules of the same bytes are one, types stand once and after what they refer to', async () => {
    const text =
      '(module (rec (type $a (struct (field (ref null $b)))) (type $b (struct (field (ref null $a))))) (type $c (sub (struct (field (ref $a))))) (type $d (sub $c (struct (field (ref $a))))) (import "env" "g" (global (ref null $d))))';
    const [one, two] = [await moduleOf(text), await moduleOf(text)];
    const nulls = (module: Module): GlobalState[] =>
      module.globals.map((type) => ({ type: { module, type }, value: () => ({ kind: 'null', hierarchy: 'any' }) }));
    const checkpoint = buildCheckpoint(
      programOf([instanceOf(one, { globals: nulls(one) }), instanceOf(two, { globals: nulls(two) })]),
    );
    checkStructure(checkpoint);
    expect(checkpoint.modules).toHaveLength(1);
    expect(checkpoint.types.map((group) => group.length)).toEqual([2, 1, 1]);
    expect(checkpoint.globals[0]?.type.type).toEqual(checkpoint.globals[1]?.type.type);
    expect(typeStates(one).context.module).toBe(one);
  });
});

describe('segments', () => {
  const text =
    '(module (memory 1) (data "a") (data "") (data (i32.const 0) "b") (data "c") (func $f) (table 1 funcref) (elem func $f) (elem declare func $f) (elem func))';

  test('only passive ones that are not empty are asked for', async () => {
    const module = await moduleOf(text);
    const asked: string[] = [];
    const instance = instanceOf(module, {
      dataSegment: (index) => {
        asked.push(`data ${index}`);
        return index === 3 ? 'dropped' : 'kept';
      },
      elementSegment: (index) => {
        asked.push(`elem ${index}`);
        return 'dropped';
      },
    });
    const checkpoint = buildCheckpoint(programOf([instance]));
    expect(asked).toEqual(['elem 0', 'data 0', 'data 3']);
    expect(checkpoint.instances[0]).toMatchObject({ datas: [3], elems: [{ kind: 'dropped', index: 0 }] });
  });

  test('exec-capture-complete: one of which nobody knows is refused', async () => {
    const instance = instanceOf(await moduleOf(text), { dataSegment: () => 'unknown' });
    expect(() => buildCheckpoint(programOf([instance]))).toThrow(/CKPT4014.*data segment 0/);
  });

  test('contents are stored where an expression allocates, and only there', async () => {
    const module = await moduleOf(
      '(module (type $s (struct)) (table 1 anyref) (elem (ref null $s) (item struct.new $s)) (elem anyref (ref.i31 (i32.const 5))))',
    );
    const object: StructState = { type: { module, typeidx: 0 }, fields: () => [] };
    const instance = instanceOf(module, {
      tables: module.tables.map((type) => ({
        type: { module, type },
        runs: () => [{ length: 1n, ref: { kind: 'null', hierarchy: 'any' } as const }],
      })),
      elementContents: () => [{ kind: 'struct', object }],
    });
    const checkpoint = buildCheckpoint(programOf([instance]));
    checkStructure(checkpoint);
    expect(checkpoint.instances[0]?.elems).toEqual([
      { kind: 'contents', index: 0, refs: [{ kind: 'struct', address: 0 }] },
    ]);
  });
});
