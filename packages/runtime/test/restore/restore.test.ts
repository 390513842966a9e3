import { type Checkpoint, encode, fault } from '@wasm-checkpoint/format';
import {
  type Engine,
  type EngineInstance,
  EngineRefusal,
  type HostStateConsumer,
  type HostStateSource,
  JsEngine,
  Runtime,
  type Store,
} from '@wasm-checkpoint/runtime';
import { assemble } from '../assemble.js';
import { thrownBy } from '../diagnostics.js';

const text = `(module (import "env" "tick" (func $tick (param i32))) (import "env" "memory" (memory 1 8)) (import "env" "table" (table 2 8 funcref))
  (import "env" "level" (global $level (mut i32)))
  (data (i32.const 8) "active") (elem (i32.const 0) $tick)
  (start $start) (func $start (call $tick (i32.const -1)))
  (func (export "run") (param $n i32) (result i32)
    loop $next
      (call $tick (local.get $n))
      (i32.store (i32.const 0) (local.get $n)) (i32.store (i32.const 8) (local.get $n))
      (global.set $level (local.get $n))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
    end
    global.get $level))`;
const bytes = await assemble(text);

type Env = {
  readonly tick: (value: number) => void;
  readonly memory: WebAssembly.Memory;
  readonly table: WebAssembly.Table;
  readonly level: WebAssembly.Global<'i32'>;
};

const envOf = (ticks: number[], ask: () => void = () => undefined): Env => ({
  tick: (value) => {
    ticks.push(value);
    ask();
  },
  memory: new WebAssembly.Memory({ initial: 1, maximum: 8 }),
  table: new WebAssembly.Table({ initial: 2, maximum: 8, element: 'anyfunc' }),
  level: new WebAssembly.Global({ value: 'i32', mutable: true }, 77),
});

/** A checkpoint of the program, whose thread stands behind the first call of `tick`. */
function stopped(runtime: Runtime, hostStates: readonly HostStateSource[] = []): Checkpoint {
  const store: Store = runtime.store();
  const instance = store.instantiate(runtime.programSync(bytes), { env: envOf([], () => store.request()) });
  store.call(instance.func('run'), [3]);
  return store.capture({ hostStates });
}

const hostState = (more: Partial<HostStateSource> = {}): HostStateSource => ({
  name: 'test.resource',
  version: '1',
  policy: 'reopen',
  required: true,
  instances: [],
  payload: Uint8Array.of(1, 2),
  ...more,
});

describe('a restore', () => {
  // clause: exec-restore-valid
  test('refuses what the validator refuses, unless it is trusted', () => {
    const runtime = new Runtime();
    const checkpoint = stopped(runtime);
    const [thread] = checkpoint.threads;
    const [frame] = thread?.frames ?? [];
    if (thread === undefined || frame === undefined) throw new Error('no frame');
    const locals = [{ kind: 'i64', value: 3n } as const];
    const forged = { ...checkpoint, threads: [{ ...thread, frames: [{ ...frame, locals }] }] };
    expect(thrownBy(() => runtime.openSync(encode(forged)))).toMatchObject({ code: 'CKPT2101' });
    expect(thrownBy(() => runtime.openSync(forged))).toMatchObject({ clause: 'valid-value' });
    expect(thrownBy(() => runtime.openSync(forged, { trusted: true }))).toBeUndefined();
    expect(thrownBy(() => runtime.openSync(encode(checkpoint).subarray(0, 100)))).toMatchObject({ phase: 'malformed' });
  });

  // clause: sec-digest-claim
  test('relies on no stored digest, and computes them where that is wanted', () => {
    const runtime = new Runtime();
    const checkpoint = stopped(runtime);
    const digests = [{ kind: 'state', digest: new Uint8Array(32) } as const];
    const claimed = encode({ ...checkpoint, digests });
    expect(thrownBy(() => runtime.openSync(claimed))).toBeUndefined();
    expect(thrownBy(() => runtime.openSync(claimed, { full: true }))).toMatchObject({ code: 'CKPT2017' });
    expect(thrownBy(() => runtime.openSync(encode(checkpoint), { full: true }))).toBeUndefined();
  });

  test('takes the modules of the checkpoint, whoever gives them', () => {
    const checkpoint = stopped(new Runtime());
    const other = new Runtime();
    expect(thrownBy(() => other.openSync(checkpoint))).toMatchObject({
      code: 'CKPT3101',
      clause: 'valid-module-given',
    });
    expect(thrownBy(() => other.openSync(checkpoint, { modules: [bytes] }))).toBeUndefined();
  });

  // clause: exec-restore-start, exec-resume-innermost, inst-restore
  test('runs no start function, and goes on where the program stood', async () => {
    const file = encode(stopped(new Runtime()));
    const snapshot = await new Runtime().open(file, { modules: [bytes] });
    const ticks: number[] = [];
    const env = envOf(ticks);
    const store = snapshot.restore({ imports: { env } });
    expect(ticks).toEqual([]);
    expect(new Uint8Array(env.memory.buffer, 8, 6)).toEqual(new TextEncoder().encode('active'));
    expect(env.level.value).toBe(77);
    const [thread] = store.threads;
    if (thread !== undefined) expect(store.resume(thread)).toMatchObject({ kind: 'returned', values: [1] });
    expect(ticks).toEqual([2, 1]);
  });

  // clause: exec-restore-atomic, valid-host-func, valid-host-object
  test('leaves what the host gave as it was when it fails', () => {
    const runtime = new Runtime();
    const snapshot = runtime.openSync(stopped(runtime, [hostState()]));
    const untouched = (env: Partial<Env>): void => {
      const { memory, table, level } = env;
      if (memory !== undefined) expect(new Uint8Array(memory.buffer).every((byte) => byte === 9)).toBe(true);
      if (table !== undefined) expect([table.get(0), table.get(1)]).toEqual([null, null]);
      if (level !== undefined) expect(level.value).toBe(77);
    };
    const failing = (change: (env: Env) => Record<string, unknown>, hostStates: HostStateConsumer[] = []): unknown => {
      const env = envOf([]);
      new Uint8Array(env.memory.buffer).fill(9);
      const error = thrownBy(() => snapshot.restore({ imports: { env: change(env) }, hostStates }));
      untouched(env);
      return error;
    };
    const { tick: _, ...withoutTick } = envOf([]);
    expect(failing((env) => ({ ...env, tick: undefined }))).toMatchObject({ code: 'CKPT3151' });
    expect(failing((env) => ({ ...env, memory: withoutTick.table }))).toMatchObject({ code: 'CKPT3153' });
    expect(failing((env) => ({ ...env, memory: new WebAssembly.Memory({ initial: 2, maximum: 8 }) }))).toMatchObject({
      code: 'CKPT3156',
    });
    expect(failing((env) => ({ ...env }))).toMatchObject({ code: 'CKPT3158', clause: 'valid-host-state' });
    const undone: string[] = [];
    const known: HostStateConsumer = {
      name: 'test.resource',
      version: '1',
      obtain: ({ payload }) => {
        undone.push(`obtained ${payload.join()}`);
        return () => undone.push('undone');
      },
    };
    const broken: HostStateConsumer = {
      ...known,
      obtain: () => {
        throw fault('CKPT4033', { name: 'test.resource' }, 0);
      },
    };
    expect(failing((env) => ({ ...env }), [broken])).toMatchObject({ code: 'CKPT4033' });
    const two = runtime.openSync(stopped(runtime, [hostState(), hostState({ name: 'test.other' })]));
    expect(thrownBy(() => two.restore({ imports: { env: envOf([]) }, hostStates: [known] }))).toMatchObject({
      code: 'CKPT3158',
    });
    expect(undone).toEqual(['obtained 1,2', 'undone']);
  });

  test('does not take one object for two, nor two for one', async () => {
    const two = await assemble(
      '(module (import "a" "m" (memory 1)) (import "a" "g" (global (mut i32))) (import "b" "g" (global (mut i32))))',
    );
    const runtime = new Runtime();
    const store = runtime.store();
    const global = (): WebAssembly.Global => new WebAssembly.Global({ value: 'i32', mutable: true }, 1);
    const memory = new WebAssembly.Memory({ initial: 1 });
    const shared = global();
    store.instantiate(runtime.programSync(two), { a: { m: memory, g: shared }, b: { g: shared } });
    const one = runtime.openSync(store.capture());
    expect(one.checkpoint.globals).toHaveLength(1);
    const restore = (a: WebAssembly.Global, b: WebAssembly.Global, snapshot = one): unknown =>
      thrownBy(() =>
        snapshot.restore({ imports: { a: { m: new WebAssembly.Memory({ initial: 1 }), g: a }, b: { g: b } } }),
      );
    expect(restore(shared, shared)).toBeUndefined();
    expect(restore(global(), global())).toMatchObject({ code: 'CKPT3154' });
    const apart = runtime.store();
    apart.instantiate(runtime.programSync(two), { a: { m: memory, g: global() }, b: { g: global() } });
    const both = runtime.openSync(apart.capture());
    expect(both.checkpoint.globals).toHaveLength(2);
    expect(restore(global(), global(), both)).toBeUndefined();
    expect(restore(shared, shared, both)).toMatchObject({ code: 'CKPT3155' });
  });

  // clause: exec-restore-host-policy
  test('fails for a resource that only its holder can go on with', () => {
    const runtime = new Runtime();
    const snapshot = runtime.openSync(stopped(runtime, [hostState({ policy: 'fail' })]));
    const consumer = (holds: boolean): HostStateConsumer => ({
      name: 'test.resource',
      version: '1',
      obtain: () => undefined,
      holds: () => holds,
    });
    const restore = (hostStates: HostStateConsumer[]): unknown =>
      thrownBy(() => snapshot.restore({ imports: { env: envOf([]) }, hostStates }));
    expect(restore([consumer(false)])).toMatchObject({ code: 'CKPT4032' });
    expect(restore([consumer(true)])).toBeUndefined();
    const optional = runtime.openSync(stopped(runtime, [hostState({ required: false })]));
    expect(thrownBy(() => optional.restore({ imports: { env: envOf([]) } }))).toBeUndefined();
  });

  // clause: exec-restore-resources
  test('fails as exceeding a limit where there is no room', async () => {
    const large = await assemble('(module (table (export "t") 1 funcref) (memory (export "m") 1))');
    const runtime = new Runtime();
    const store = runtime.store();
    store.instantiate(runtime.programSync(large));
    const checkpoint = store.capture();
    const [table] = checkpoint.tables;
    if (table === undefined) throw new Error('no table');
    const length = 4_000_000_000n;
    const huge: Checkpoint = {
      ...checkpoint,
      tables: [
        {
          ...table,
          type: { ...table.type, limits: { min: length } },
          base: { kind: 'none' },
          runs: [{ kind: 'ref', length, ref: { kind: 'null', hierarchy: 'func' } }],
        },
      ],
    };
    expect(thrownBy(() => runtime.openSync(huge).restore())).toMatchObject({ code: 'CKPT9003', phase: 'limit' });
  });

  // clause: exec-restore-engine
  test('names what the engine does not take', () => {
    const checkpoint = stopped(new Runtime());
    class Choosy extends JsEngine {
      override instantiate(...[module, imports]: Parameters<Engine['instantiate']>): EngineInstance {
        if (imports.length > 3) throw new EngineRefusal('no module with so many imports');
        return super.instantiate(module, imports);
      }
    }
    const runtime = new Runtime({ engine: new Choosy() });
    const snapshot = runtime.openSync(checkpoint, { modules: [bytes] });
    expect(thrownBy(() => snapshot.restore({ imports: { env: envOf([]) } }))).toMatchObject({
      code: 'CKPT4030',
      params: { reason: 'no module with so many imports' },
    });
    const broken = bytes.slice();
    broken[4] = 9;
    expect(() => new JsEngine().compile(broken)).toThrow(EngineRefusal);
  });

  // clause: exec-restore-engine
  test('names a place that the engine cannot go on from before anything runs', () => {
    const checkpoint = stopped(new Runtime());
    class Choosy extends JsEngine {
      full = false;
      override compile(code: Uint8Array): ReturnType<Engine['compile']> {
        if (this.full) throw new EngineRefusal('no more modules');
        return super.compile(code);
      }
    }
    const engine = new Choosy();
    const runtime = new Runtime({ engine });
    runtime.programSync(bytes);
    runtime.store();
    engine.full = true;
    expect(thrownBy(() => runtime.openSync(checkpoint))).toMatchObject({
      code: 'CKPT4030',
      path: 'threads[0].frames[0]',
      params: { reason: 'no more modules' },
    });
  });
});

// clause: valid-host-object
describe('an immutable global of the host has the value that it had', () => {
  const cases: readonly (readonly [WebAssembly.ValueType, string, unknown, unknown])[] = [
    ['i32', '(global.get $g)', 5, 6],
    ['i64', '(i32.wrap_i64 (global.get $g))', 5n, 6n],
    ['f64', '(i32.trunc_f64_s (global.get $g))', 0, -0],
    ['externref', '(ref.is_null (global.get $g))', null, 'object'],
  ];
  test.each(cases)('%s', async (type, use, value, other) => {
    const module = await assemble(
      `(module (import "env" "fixed" (global $g ${type})) (func (export "run") (result i32) ${use}))`,
    );
    const env = (given: unknown) => ({
      env: { fixed: new WebAssembly.Global({ value: type, mutable: false }, given as never) },
    });
    const runtime = new Runtime();
    const store = runtime.store();
    store.instantiate(runtime.programSync(module), env(value));
    const snapshot = runtime.openSync(encode(store.capture()));
    expect(snapshot.restore({ imports: env(value) }).instances).toHaveLength(1);
    expect(thrownBy(() => snapshot.restore({ imports: env(other) }))).toMatchObject({
      code: 'CKPT3157',
      params: { module: 'env', name: 'fixed' },
    });
  });
});
