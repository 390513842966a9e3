import { Worker } from 'node:worker_threads';
import { Runtime } from '@wasm-checkpoint/runtime';
import { assemble } from '../assemble.js';
import { thrownBy } from '../diagnostics.js';

const counting = await assemble(`(module (import "env" "tick" (func $tick (param i32)))
  (func (export "count") (param $n i32) (result i32) (local $i i32)
    loop $next
      (call $tick (local.get $i))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))
    end
    local.get $i)
  (func (export "quiet") (param $n i32) (result i32) (local $i i32)
    loop $next
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))
    end
    local.get $i)
  (func (export "twice") (param $n i32) (result i32) (i32.mul (local.get $n) (i32.const 2))))`);

const offsets = (store: { capture(): { threads: readonly { frames: readonly { offset: number }[] }[] } }): number[] =>
  store.capture().threads.flatMap(({ frames }) => frames.map(({ offset }) => offset));

describe('a request', () => {
  // clause: exec-safepoint-call, inst-request, inst-unwound, exec-safepoint-soon
  test('of a host function stops behind its call', () => {
    const runtime = new Runtime();
    const store = runtime.store();
    const ticks: number[] = [];
    const tick = (i: number): void => {
      ticks.push(i);
      if (i === 1) store.request();
    };
    const instance = store.instantiate(runtime.programSync(counting), { env: { tick } });
    const outcome = store.call(instance.func('count'), [4], { label: 'main' });
    expect(outcome).toMatchObject({ kind: 'stopped', label: 'main' });
    expect(ticks).toEqual([0, 1]);
    expect(store.threads).toHaveLength(1);
    if (outcome.kind === 'stopped') {
      // clause: exec-capture-neutral
      expect(store.resume(outcome.thread)).toEqual({ kind: 'returned', label: 'main', values: [4] });
    }
    expect(ticks).toEqual([0, 1, 2, 3]);
    expect(store.threads).toHaveLength(0);
  });

  // clause: exec-safepoint, inst-request
  test('waits while frames of the host stand between those of the program', async () => {
    const bytes = await assemble(`(module (import "env" "back" (func $back (param i32) (result i32)))
      (func (export "inner") (param $n i32) (result i32) (local $i i32)
        loop $next
          (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))
        end
        local.get $i)
      (func (export "run") (param $n i32) (result i32) (i32.add (i32.const 100) (call $back (local.get $n)))))`);
    for (const poll of ['request', 'fuel', 'memory', 'none'] as const) {
      const runtime = new Runtime({ instrument: { poll } });
      const store = runtime.store();
      const events: string[] = [];
      const back = (n: number): number => {
        store.request();
        const inner = store.exports(instance)['inner'] as (n: number) => number;
        events.push(`inner ${inner(n)}`);
        return n;
      };
      const instance = store.instantiate(runtime.programSync(bytes), { env: { back } });
      const outcome = store.call(instance.func('run'), [7]);
      expect({ poll, kind: outcome.kind, events }).toEqual({ poll, kind: 'stopped', events: ['inner 7'] });
      expect(store.capture().threads[0]?.frames).toHaveLength(1);
      if (outcome.kind === 'stopped') expect(store.resume(outcome.thread)).toMatchObject({ values: [107] });
    }
  });

  test('before a call stops it at its first poll', () => {
    for (const poll of ['request', 'fuel', 'memory'] as const) {
      const runtime = new Runtime({ instrument: { poll, entries: 'none' } });
      const store = runtime.store();
      const instance = store.instantiate(runtime.programSync(counting), { env: { tick: () => undefined } });
      store.request();
      const outcome = store.call(instance.func('quiet'), [5]);
      expect(outcome.kind).toBe('stopped');
      if (outcome.kind === 'stopped') expect(store.resume(outcome.thread)).toMatchObject({ values: [5] });
      expect(store.call(instance.func('quiet'), [6])).toMatchObject({ kind: 'returned', values: [6] });
    }
  });

  test('is remembered where a program has no poll', () => {
    const runtime = new Runtime();
    const store = runtime.store();
    const instance = store.instantiate(runtime.programSync(counting), { env: { tick: () => undefined } });
    store.request();
    expect(store.call(instance.func('twice'), [4])).toMatchObject({ kind: 'returned', values: [8] });
    expect(store.call(instance.func('quiet'), [4]).kind).toBe('stopped');
  });

  test('of a host function that throws is kept for later', () => {
    const runtime = new Runtime();
    const store = runtime.store();
    let calls = 0;
    const tick = (): void => {
      calls += 1;
      if (calls > 1) return;
      store.request();
      throw new Error('no');
    };
    const instance = store.instantiate(runtime.programSync(counting), { env: { tick } });
    expect(store.call(instance.func('count'), [3])).toMatchObject({ kind: 'threw', exception: new Error('no') });
    expect(store.call(instance.func('count'), [3]).kind).toBe('stopped');
  });

  test('comes from another thread by the signal of the instance', async () => {
    const runtime = new Runtime({ instrument: { poll: 'memory' } });
    const store = runtime.store();
    const instance = store.instantiate(runtime.programSync(counting), { env: { tick: () => undefined } });
    const memory = instance.signal?.native;
    if (!(memory instanceof WebAssembly.Memory)) throw new Error('no signal');
    const { buffer } = memory;
    const worker = new Worker(
      'const { parentPort, workerData } = require("node:worker_threads"); parentPort.postMessage(0); setTimeout(() => Atomics.store(new Int32Array(workerData), 0, 1), 50);',
      { eval: true, workerData: buffer },
    );
    await new Promise((resolve) => worker.once('message', resolve));
    const outcome = store.call(instance.func('quiet'), [-1]);
    await worker.terminate();
    expect(outcome.kind).toBe('stopped');
    if (outcome.kind === 'stopped') store.forget(outcome.thread);
    expect(store.call(instance.func('quiet'), [3])).toMatchObject({ values: [3] });
  });
});

describe('fuel', () => {
  test('stops at the same place each time', () => {
    const runtime = new Runtime({ instrument: { poll: 'fuel' } });
    const stoppedAfter = (fuel: number): unknown => {
      const store = runtime.store();
      const instance = store.instantiate(runtime.programSync(counting), { env: { tick: () => undefined } });
      const outcome = store.call(instance.func('quiet'), [100], { fuel });
      return { kind: outcome.kind, locals: store.capture().threads[0]?.frames[0]?.locals };
    };
    expect(stoppedAfter(10)).toEqual(stoppedAfter(10));
    expect(stoppedAfter(10)).toMatchObject({ locals: [{ value: 100 }, { value: 10 }] });
    expect(stoppedAfter(1000)).toMatchObject({ kind: 'returned' });
  });
});

describe('calls through exports', () => {
  test('run to their end, whatever is requested', () => {
    const runtime = new Runtime();
    const store = runtime.store();
    const instance = store.instantiate(runtime.programSync(counting), { env: { tick: () => store.request() } });
    const count = store.exports(instance)['count'] as (n: number) => number;
    expect(count(3)).toBe(3);
    expect(store.call(instance.func('quiet'), [3]).kind).toBe('stopped');
  });

  test('throw what the program throws, and its traps', async () => {
    const bytes = await assemble(
      '(module (import "env" "fail" (func $fail)) (func (export "trap") unreachable) (func (export "throw") (call $fail)))',
    );
    const runtime = new Runtime();
    const store = runtime.store();
    const fail = (): never => {
      throw new TypeError('mine');
    };
    const instance = store.instantiate(runtime.programSync(bytes), { env: { fail } });
    const exports = store.exports(instance) as Record<string, () => unknown>;
    expect(() => exports['trap']?.()).toThrow(WebAssembly.RuntimeError);
    expect(() => exports['throw']?.()).toThrow(new TypeError('mine'));
  });
});

describe('threads of one store', () => {
  // clause: exec-resume-parallel
  test('take turns where they have called the host, and nowhere else', () => {
    const runtime = new Runtime({ instrument: { poll: 'fuel' } });
    const store = runtime.store();
    const instance = store.instantiate(runtime.programSync(counting), { env: { tick: () => store.request() } });
    const first = store.call(instance.func('count'), [2], { label: 'first' });
    const second = store.call(instance.func('count'), [1], { label: 'second' });
    expect(store.capture().threads.map(({ label }) => label)).toEqual(['first', 'second']);
    expect(offsets(store)).toHaveLength(2);
    const third = store.call(instance.func('quiet'), [9], { label: 'third', fuel: 2 });
    if (first.kind !== 'stopped' || second.kind !== 'stopped' || third.kind !== 'stopped') throw new Error('stopped');
    expect(thrownBy(() => store.resume(first.thread))).toMatchObject({ code: 'CKPT4019' });
    expect(thrownBy(() => store.call(instance.func('quiet'), [1]))).toMatchObject({ code: 'CKPT4019' });
    expect(thrownBy(() => (store.exports(instance)['quiet'] as (n: number) => number)(1))).toMatchObject({
      code: 'CKPT4019',
    });
    expect(store.resume(third.thread)).toMatchObject({ values: [9] });
    expect(store.resume(second.thread)).toEqual({ kind: 'returned', label: 'second', values: [1] });
    expect(store.resume(first.thread).kind).toBe('stopped');
    store.forget(first.thread);
    expect(store.threads).toEqual([]);
    expect(() => store.resume(first.thread)).toThrow(RangeError);
  });
});

describe('what is not possible', () => {
  // clause: exec-capture-stop
  test('a capture while a thread runs, a thread within a host function', () => {
    const runtime = new Runtime();
    const store = runtime.store();
    const found: unknown[] = [];
    const tick = (): void => {
      found.push(thrownBy(() => store.capture()));
      found.push(thrownBy(() => store.call(instance.func('twice'), [1])));
    };
    const instance = store.instantiate(runtime.programSync(counting), { env: { tick } });
    store.call(instance.func('count'), [1]);
    expect(found).toMatchObject([{ code: 'CKPT4017' }, { name: 'RangeError' }]);
  });
});
