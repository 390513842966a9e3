import type { Checkpoint } from '@wasm-checkpoint/format';
import type { ThreadInspectorOptions } from '@wasm-checkpoint/runtime/node';
import { call, faults, innermost, inspected, instantiate, modulesOf } from './thread.js';

async function bytesOf(source: string): Promise<Uint8Array<ArrayBuffer>> {
  const [bytes] = await modulesOf(source);
  if (bytes === undefined) throw new Error('no module');
  return bytes;
}

/** What a program gives whose host captures it when called. */
async function captured(
  run: (capture: (...args: readonly unknown[]) => void) => void,
  bytes: readonly Uint8Array[],
  options: ThreadInspectorOptions = {},
): Promise<Checkpoint> {
  return inspected((inspector) => {
    let checkpoint: Checkpoint | undefined;
    run((...args) => {
      checkpoint ??= inspector.captureCall(args);
    });
    if (checkpoint === undefined) throw new Error('not captured');
    expect(faults(checkpoint, bytes)).toEqual([]);
    return checkpoint;
  }, options);
}

test('everything of an instance, exported or not', async () => {
  const bytes = await bytesOf(`(module (import "env" "host" (func $host))
    (memory 2 5) (data (i32.const 70000) "abc")
    (table 4 10 funcref) (elem (i32.const 1) $f $host)
    (table 2 externref)
    (global i32 (i32.const 5)) (global $m (mut i64) (i64.const 6)) (global (mut f64) (f64.const nan:0x1)) (global (mut v128) (v128.const i32x4 1 2 3 4))
    (global funcref (ref.func $f))
    (func $f (export "f") (global.set $m (i64.const -7)) (i32.store (i32.const 9) (i32.const 1)) (table.set 0 (i32.const 3) (ref.func $f)) (call $host)))`);
  const checkpoint = await captured((host) => call(instantiate(bytes, { env: { host: () => host() } }), 'f'), [bytes]);
  expect(checkpoint.globals.map(({ value }) => value)).toEqual([
    { kind: 'i32', value: 5 },
    { kind: 'i64', value: -7n },
    { kind: 'f64', bits: 0x7ff0_0000_0000_0001n },
    { kind: 'v128', bits: 0x00000004_00000003_00000002_00000001n },
    { kind: 'func', instance: 0, funcidx: 1 },
  ]);
  expect(checkpoint.memories[0]).toMatchObject({
    type: { limits: { min: 2n, max: 5n } },
    image: { base: { kind: 'module', instance: 0 }, blocks: [{ number: 0n, runs: [{ kind: 'data', pages: 1 }] }] },
  });
  expect(checkpoint.tables[0]?.runs).toEqual([
    { kind: 'base', length: 3n },
    { kind: 'ref', length: 1n, ref: { kind: 'func', instance: 0, funcidx: 1 } },
  ]);
  expect(checkpoint.tables[0]?.type.limits).toEqual({ min: 4n, max: 10n });
});

test('exec-restore-identity: objects that instances share, in the order of instantiation', async () => {
  const [a, b] = await modulesOf(
    `(module (memory (export "m") 1) (table (export "t") 2 funcref) (global (export "g") (mut i32) (i32.const 4)) (export "same" (global 0))
       (tag (export "e") (param i32)) (func (export "f")))`,
    `(module (import "a" "f" (func $f)) (import "env" "host" (func $host)) (import "a" "m" (memory 1)) (import "a" "t" (table 2 funcref))
       (import "a" "same" (global $g (mut i32))) (import "a" "e" (tag (param i32))) (import "env" "own" (global i64))
       (tag) (global (mut i32) (i32.const 1))
       (elem (i32.const 0) $f $host)
       (func (export "run") (global.set $g (i32.const 9)) (call $host)))`,
  );
  if (a === undefined || b === undefined) throw new Error('no module');
  const checkpoint = await captured(
    (host) => {
      const first = instantiate(a);
      const second = instantiate(b, {
        a: first.exports,
        env: { host: () => host(), own: 5n },
      } as unknown as WebAssembly.Imports);
      call(second, 'run');
    },
    [a, b],
  );
  expect(checkpoint.instances).toMatchObject([
    { module: 0, memories: [0], tables: [0], globals: [0], tags: [0] },
    {
      module: 1,
      funcs: [
        { kind: 'func', instance: 0, funcidx: 0 },
        { kind: 'host-func', address: 0 },
      ],
      memories: [0],
      tables: [0],
      globals: [0, 1, 2],
      tags: [0, 1],
    },
  ]);
  expect(checkpoint.globals.map(({ value, type }) => ('value' in value ? [value.value, type.mutable] : []))).toEqual([
    [9, true],
    [5n, false],
    [1, true],
  ]);
  expect(checkpoint.tables[0]?.runs).toEqual([
    { kind: 'ref', length: 1n, ref: { kind: 'func', instance: 0, funcidx: 0 } },
    { kind: 'ref', length: 1n, ref: { kind: 'host-func', address: 0 } },
  ]);
});

test('objects of the host have the types that they were made with', async () => {
  const bytes =
    await bytesOf(`(module (import "env" "host" (func $host)) (import "env" "m" (memory 1)) (import "env" "t" (table 1 funcref))
    (import "env" "g" (global $g (mut f32))) (func (export "run") (global.set $g (f32.const 1.5)) (call $host)))`);
  const checkpoint = await captured(
    (host) => {
      const m = new WebAssembly.Memory({ initial: 2, maximum: 7 });
      const t = new WebAssembly.Table({ element: 'anyfunc', initial: 3 });
      const g = new WebAssembly.Global({ value: 'f32', mutable: true }, 0.5);
      call(instantiate(bytes, { env: { host: () => host(), m, t, g } }), 'run');
    },
    [bytes],
  );
  expect(checkpoint.memories[0]?.type.limits).toEqual({ min: 2n, max: 7n });
  expect(checkpoint.tables[0]?.type.limits).toEqual({ min: 3n });
  expect(checkpoint.globals[0]).toEqual({
    type: { type: 'f32', mutable: true },
    value: { kind: 'f32', bits: 0x3fc0_0000 },
  });
});

test('exec-capture-complete: what was made before anybody watched is refused by name', async () => {
  const bytes = await bytesOf(
    `(module (import "env" "host" (func $host)) (import "env" "m" (memory 1)) (func (export "run") (call $host)))`,
  );
  const m = new WebAssembly.Memory({ initial: 1, maximum: 2 });
  await inspected((inspector) => {
    const instance = instantiate(bytes, { env: { host: () => inspector.captureCall([]), m } });
    expect(() => call(instance, 'run')).toThrow(/CKPT4018.*maximum of a memory/);
  });
});

test('an instance from before is known by what the debugger shows of it, unless it imports globals or tags', async () => {
  const [plain, global] = await modulesOf(
    '(module (import "env" "host" (func $host)) (memory 1) (data (i32.const 0) "x") (func $f) (table 2 funcref) (elem (i32.const 0) $f $host) (func (export "run") (local i32) (call $host)))',
    '(module (import "env" "host" (func $host)) (import "env" "g" (global (mut i32))) (func (export "run") (call $host)))',
  );
  if (plain === undefined || global === undefined) throw new Error('no module');
  let host: () => void = () => undefined;
  const first = instantiate(plain, { env: { host: () => host() } });
  const g = new WebAssembly.Global({ value: 'i32', mutable: true }, 1);
  const second = instantiate(global, { env: { host: () => host(), g } });
  await inspected((inspector) => {
    const caught: Checkpoint[] = [];
    host = () => caught.push(inspector.captureCall([]));
    call(first, 'run');
    expect(caught.flatMap((checkpoint) => faults(checkpoint, [plain]))).toEqual([]);
    expect(caught[0]?.tables[0]?.runs).toEqual([{ kind: 'base', length: 2n }]);
    host = () => inspector.captureCall([]);
    expect(() => call(second, 'run')).toThrow(/CKPT4018.*global that is imported/);
  });
});

describe('segments that were dropped', () => {
  const text = `(module (import "env" "host" (func $host)) (memory 1) (data $a "aa") (data $b "bb") (data $c "cc")
    (table 2 funcref) (func $f) (elem $x func $f) (elem $y func $f)
    (func $init (data.drop $a) (elem.drop $y))
    (func (export "run") (memory.init $b (i32.const 0) (i32.const 0) (i32.const 1)) (call $host)))`;

  test('are known when the module was compiled under watch, those of a start function among them', async () => {
    const bytes = await bytesOf(text.replace('(func $init', '(start $init) (func $init'));
    const checkpoint = await captured(
      (host) => call(instantiate(bytes, { env: { host: () => host() } }), 'run'),
      [bytes],
    );
    expect(checkpoint.instances[0]).toMatchObject({ datas: [0], elems: [{ kind: 'dropped', index: 1 }] });
  });

  test('are told apart by instance', async () => {
    const bytes = await bytesOf(text.replace('(func $init', '(func $init (export "init")'));
    const checkpoint = await captured(
      (host) => {
        const module = new WebAssembly.Module(bytes);
        const imports = { env: { host: () => host() } };
        const [first, second] = [new WebAssembly.Instance(module, imports), new WebAssembly.Instance(module, imports)];
        call(second, 'init');
        call(first, 'run');
      },
      [bytes],
      { roots: 'all' },
    );
    expect(checkpoint.modules).toHaveLength(1);
    expect(checkpoint.instances.map(({ datas }) => datas)).toEqual([[], [0]]);
  });

  test('exec-capture-complete: are refused when they may have been and nobody saw', async () => {
    const bytes = await bytesOf(text);
    const module = new WebAssembly.Module(bytes);
    await inspected((inspector) => {
      const instance = new WebAssembly.Instance(module, { env: { host: () => inspector.captureCall([]) } });
      expect(() => call(instance, 'run')).toThrow(/CKPT4014/);
    });
  });
});

test('a start function is a frame as any other', async () => {
  const bytes =
    await bytesOf(`(module (import "env" "host" (func $host)) (import "env" "g" (global (mut i32))) (memory 1)
    (func $start (local i32) (local.set 0 (i32.const 8)) (call $host) (drop (local.get 0))) (start $start))`);
  const checkpoint = await captured(
    (host) => {
      const g = new WebAssembly.Global({ value: 'i32', mutable: true }, 3);
      instantiate(bytes, { env: { host: () => host(), g } });
    },
    [bytes],
  );
  expect(checkpoint.instances).toHaveLength(1);
  expect(innermost(checkpoint).locals).toEqual([{ kind: 'i32', value: 8 }]);
});

describe('instantiation by promise is seen as well', () => {
  const text =
    '(module (import "env" "host" (func $host (param i32))) (import "env" "g" (global i32)) (func (export "run") (call $host (i32.const 4))))';

  /** What is captured in each of two instances. */
  async function capturedTwice(options: ThreadInspectorOptions): Promise<readonly Checkpoint[]> {
    const bytes = await bytesOf(text);
    const checkpoints = await inspected(async (inspector) => {
      const caught: Checkpoint[] = [];
      const host = (value: number): number => caught.push(inspector.captureCall([value]));
      const imports = { env: { host, g: 7 } } as unknown as WebAssembly.Imports;
      const { instance } = await WebAssembly.instantiate(bytes, imports);
      call(instance, 'run');
      const again = await WebAssembly.instantiate(new WebAssembly.Module(bytes), imports);
      call(again, 'run');
      // Both instances have to live until here.
      expect(instance).not.toBe(again);
      return caught;
    }, options);
    expect(checkpoints.flatMap((checkpoint) => faults(checkpoint, [bytes]))).toEqual([]);
    return checkpoints;
  }

  test('what is asked for comes along, and otherwise what the thread can reach (exec-capture-complete)', async () => {
    const all = await capturedTwice({ roots: 'all' });
    expect(all.map(({ instances }) => instances.length)).toEqual([1, 2]);
    const reached = await capturedTwice({});
    expect(reached.map(({ instances }) => instances.length)).toEqual([1, 1]);
    expect(reached[1]?.threads[0]?.frames[0]?.instance).toBe(0);
  });

  test('and fails as it would', async () => {
    const bytes = await bytesOf(text);
    await expect(inspected(() => WebAssembly.instantiate(bytes, {}))).rejects.toThrow(TypeError);
  });
});
