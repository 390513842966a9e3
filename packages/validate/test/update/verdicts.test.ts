import { type Verdict, validateUpdate } from '@wasm-checkpoint/validate';
import { assembled, Scene } from '../scene.js';

const head = `
  (type $t (func (param i32) (result i32))) (type $s (struct (field i32) (field (mut i64)))) (type $a (array (mut i8)))
  (import "env" "one" (func $one)) (import "env" "two" (func $two))
  (table $t0 1 funcref) (table $t1 1 funcref) (memory $m0 1) (memory $m1 1)
  (global $g0 (mut i32) (i32.const 0)) (global $g1 (mut i32) (i32.const 0))
  (tag $e0) (tag $e1) (elem $el0 func $one) (elem $el1 func $two) (data $d0 "a") (data $d1 "b")`;

/** What is different about `$f` between a module with one body and a module with another; nothing else is. */
async function compare(
  body: string,
  other: string,
  signature = '(param i32) (result i32)',
  otherSignature = signature,
): Promise<{ readonly verdict: Verdict; readonly difference: unknown }> {
  const text = (type: string, code: string): string => `(module ${head} (func $f (export "f") ${type} ${code}))`;
  const scene = await Scene.of(text(signature, body));
  const names = (module: string, name: string) => ({ module, name, type: { kind: 'func', type: 0 } as const });
  const image = { base: { kind: 'zeros' }, blockSizeLog2: 16, blocks: [] } as const;
  const memory = {
    type: { address: 'i32', limits: { min: 1n }, shared: false, pageSizeLog2: 16 },
    image,
  } as const;
  const table = {
    type: { element: { nullable: true, heap: 'func' }, address: 'i32', limits: { min: 1n } },
    base: { kind: 'none' },
    runs: [{ kind: 'ref', length: 1n, ref: { kind: 'null', hierarchy: 'func' } }],
  } as const;
  const global = { type: { type: 'i32', mutable: true }, value: { kind: 'i32', value: 0 } } as const;
  const checkpoint = scene.checkpoint({
    types: [[{ final: true, supertypes: [], composite: { kind: 'func', params: [], results: [] } }]],
    imports: [names('env', 'one'), names('env', 'two')],
    hostFuncs: [
      { module: 'env', name: 'one', type: 0 },
      { module: 'env', name: 'two', type: 0 },
    ],
    instance: {
      funcs: [
        { kind: 'host-func', address: 0 },
        { kind: 'host-func', address: 1 },
      ],
    },
    memories: [memory, memory],
    tables: [table, table],
    globals: [global, global],
    tags: [{ type: 0 }, { type: 0 }],
  });
  const report = validateUpdate(checkpoint, {
    modules: [scene.bytes],
    updates: [{ module: 0, bytes: await assembled(text(otherSignature, other)) }],
  });
  expect(report.errors.map(({ message }) => message)).toEqual([]);
  const [found, ...more] = report.modules[0]?.functions ?? [];
  expect(more).toEqual([]);
  return { verdict: found === undefined ? 'unchanged' : (found.verdict as Verdict), difference: found?.difference };
}

/** Instructions with their operands, each with another one of the same opcode that differs in one immediate. */
const pairs: readonly (readonly [string, string, string])[] = [
  ['funcidx', '(call $one)', '(call $two)'],
  ['typeidx', '(drop (struct.new_default $s))', '(drop (struct.new_default $s2))'],
  ['tableidx', '(drop (table.size $t0))', '(drop (table.size $t1))'],
  ['memidx', '(drop (memory.size $m0))', '(drop (memory.size $m1))'],
  ['memarg: memory', '(drop (i32.load $m0 (i32.const 0)))', '(drop (i32.load $m1 (i32.const 0)))'],
  ['memarg: offset', '(drop (i32.load offset=1 (i32.const 0)))', '(drop (i32.load offset=2 (i32.const 0)))'],
  [
    'memarg: large offset',
    '(drop (i32.load offset=70000 (i32.const 0)))',
    '(drop (i32.load offset=70001 (i32.const 0)))',
  ],
  ['memarg: alignment', '(drop (i32.load align=2 (i32.const 0)))', '(drop (i32.load align=4 (i32.const 0)))'],
  ['globalidx', '(drop (global.get $g0))', '(drop (global.get $g1))'],
  ['tagidx', '(throw $e0)', '(throw $e1)'],
  ['elemidx', '(elem.drop $el0)', '(elem.drop $el1)'],
  ['dataidx', '(data.drop $d0)', '(data.drop $d1)'],
  ['localidx', '(local.set 1 (i32.const 0))', '(local.set 2 (i32.const 0))'],
  ['labelidx', '(block (block (br 0)))', '(block (block (br 1)))'],
  ['labelidx*', '(block (block (br_table 0 1 (i32.const 0))))', '(block (block (br_table 1 1 (i32.const 0))))'],
  ['labelidx*: number', '(block (br_table 0 (i32.const 0)))', '(block (br_table 0 0 (i32.const 0)))'],
  [
    'fieldidx',
    '(struct.set $p 0 (struct.new_default $p) (i32.const 0))',
    '(struct.set $p 1 (struct.new_default $p) (i32.const 0))',
  ],
  ['u32', '(drop (array.new_fixed $a 1 (i32.const 0)))', '(drop (array.new_fixed $a 2 (i32.const 0) (i32.const 0)))'],
  ['i32', '(drop (i32.const -1))', '(drop (i32.const -2))'],
  ['i64: low half', '(drop (i64.const 0x100000001))', '(drop (i64.const 0x100000002))'],
  ['i64: high half', '(drop (i64.const 0x100000001))', '(drop (i64.const 0x200000001))'],
  ['f32', '(drop (f32.const 0))', '(drop (f32.const -0))'],
  ['f32: NaN', '(drop (f32.const nan))', '(drop (f32.const nan:0x200000))'],
  ['f64', '(drop (f64.const 1))', '(drop (f64.const 2))'],
  ['v128', '(drop (v128.const i32x4 1 2 3 4))', '(drop (v128.const i32x4 1 2 3 5))'],
  [
    'laneidx',
    '(drop (i32x4.extract_lane 0 (v128.const i32x4 0 0 0 0)))',
    '(drop (i32x4.extract_lane 3 (v128.const i32x4 0 0 0 0)))',
  ],
  [
    'laneidx^16',
    '(drop (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 (v128.const i32x4 0 0 0 0) (v128.const i32x4 0 0 0 0)))',
    '(drop (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 16 (v128.const i32x4 0 0 0 0) (v128.const i32x4 0 0 0 0)))',
  ],
  ['heaptype', '(drop (ref.null func))', '(drop (ref.null extern))'],
  [
    'valtype*',
    '(drop (select (result i32) (i32.const 0) (i32.const 0) (i32.const 0)))',
    '(drop (select (i32.const 0) (i32.const 0) (i32.const 0)))',
  ],
  ['castflags', '(drop (ref.test (ref i31) (ref.null any)))', '(drop (ref.test (ref null i31) (ref.null any)))'],
  ['blocktype', '(drop (block (result i32) (unreachable)))', '(drop (block (result i64) (unreachable)))'],
  ['catch*: tag', '(block (try_table (catch $e0 0)))', '(block (try_table (catch $e1 0)))'],
  ['catch*: kind', '(block (try_table (catch $e0 0)))', '(block (try_table (catch_all 0)))'],
  ['catch*: label', '(block (block (try_table (catch_all 0))))', '(block (block (try_table (catch_all 1))))'],
  ['opcode', '(drop (i32.eqz (i32.const 0)))', '(drop (i32.clz (i32.const 0)))'],
  ['an instruction more', '(nop)', '(nop) (nop)'],
];

describe('valid-update-frame: bodies are compared instruction by instruction', () => {
  const body = (code: string): string => `(local i32 i32) ${code} (i32.const 0)`;

  test.each(pairs)('%s', async (_, left, right) => {
    const uses = /\$p|\$s2/.test(left + right);
    const [a, b] = uses
      ? [left, right].map((code) => code.replaceAll('$p', '3').replaceAll('$s2', '4').replaceAll('$s', '1'))
      : [left, right];
    const judge = async (x = '', y = '') => (uses ? compareTyped(x, y) : compare(body(x), body(y)));
    expect(await judge(a, a)).toEqual({ verdict: 'unchanged', difference: undefined });
    const { verdict, difference } = await judge(a, b);
    expect(verdict).toBe('changed');
    expect(difference).toMatchObject({ kind: 'instruction' });
  });

  /** As `compare`, in a module with two more types behind. */
  async function compareTyped(left: string, right: string): Promise<{ verdict: Verdict; difference: unknown }> {
    const text = (code: string): string =>
      `(module (type (func)) (type $s (struct (field i32))) (type (func (param i64))) (type $p (struct (field (mut i32)) (field (mut i32))))
        (type $s2 (struct (field i64))) (func $f (export "f") ${code}))`;
    const scene = await Scene.of(text(left));
    const report = validateUpdate(scene.checkpoint(), {
      modules: [scene.bytes],
      updates: [{ module: 0, bytes: await assembled(text(right)) }],
    });
    expect(report.errors).toEqual([]);
    const found = report.modules[0]?.functions[0];
    return { verdict: (found?.verdict ?? 'unchanged') as Verdict, difference: found?.difference };
  }
});

describe('valid-update-frame: what encodings and numbers do not change', () => {
  const judge = async (old: string, updated: string) => {
    const scene = await Scene.of(old);
    const report = validateUpdate(scene.checkpoint(), {
      modules: [scene.bytes],
      updates: [{ module: 0, bytes: await assembled(updated) }],
    });
    expect(report.errors.map(({ message }) => message)).toEqual([]);
    return report.modules[0];
  };

  test('types that moved, in every place', async () => {
    const code = `(func $f (export "f") (local (ref null $s)) (drop (struct.new_default $s)) (drop (ref.null $s))
      (drop (block (result (ref null $s)) (ref.null $s))) (drop (ref.test (ref $s) (ref.null any))))`;
    const types = '(type $s (struct (field i32)))';
    const report = await judge(
      `(module ${types} ${code})`,
      `(module (type (func (param f64))) (type (array i8)) ${types} ${code})`,
    );
    expect(report?.counts).toMatchObject({ unchanged: 1, changed: 0 });
  });

  test('a type of another field is another type', async () => {
    const code = '(func $f (export "f") (drop (struct.new_default $s)))';
    const report = await judge(
      `(module (type $s (struct (field i32))) ${code})`,
      `(module (type $s (struct (field i64))) ${code})`,
    );
    expect(report?.counts).toMatchObject({ unchanged: 0, changed: 1 });
  });

  test('a block type written as a value type or as a function type', async () => {
    const text = (type: string): string =>
      `(module (type $r (func (result i32))) (func $f (export "f") (drop (block ${type} (i32.const 0)))))`;
    expect((await judge(text('(result i32)'), text('(type $r)')))?.counts).toMatchObject({ unchanged: 1 });
  });

  test('locals declared in runs of other lengths', async () => {
    const binary = async (locals: readonly number[]): Promise<Uint8Array> => {
      const body = [...locals, 0x0b];
      return Uint8Array.of(
        ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 0x66, 0, 0],
        ...[0x0a, body.length + 2, 1, body.length, ...body],
      );
    };
    const scene = new Scene(await binary([1, 2, 0x7f]));
    for (const [locals, unchanged] of [
      [[2, 1, 0x7f, 1, 0x7f], 1],
      [[3, 1, 0x7f, 0, 0x7e, 1, 0x7f], 1],
      [[2, 1, 0x7f, 1, 0x7e], 0],
      [[1, 3, 0x7f], 0],
    ] as const) {
      const report = validateUpdate(scene.checkpoint(), {
        modules: [scene.bytes],
        updates: [{ module: 0, bytes: await binary(locals) }],
      });
      expect(report.modules[0]?.counts.unchanged).toBe(unchanged);
    }
  });

  test('a function that moved by so much that its number takes more bytes', async () => {
    const many = Array.from({ length: 200 }, (_, index) => `(func (drop (i32.const ${index})))`).join('');
    const text = '(func $f (call $g) (call $g)) (func $g (export "g"))';
    const report = await judge(`(module ${text})`, `(module ${many} ${text})`);
    expect(report?.counts).toMatchObject({ unchanged: 2, changed: 0, removed: 0, new: 200, renumbered: 2 });
  });
});
