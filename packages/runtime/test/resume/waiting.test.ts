import { type Checkpoint, encode } from '@wasm-checkpoint/format';
import { JsEngine, Runtime, type Store } from '@wasm-checkpoint/runtime';
import { typeStates } from '@wasm-checkpoint/wasm';
import { assemble } from '../assemble.js';
import { thrownBy } from '../diagnostics.js';

const bytes = await assemble(`(module (memory (export "m") 1 1 shared)
  (func $wait (export "wait") (param $who i32) (result i32) (local $sum i32)
    (local.get $who)
    (i32.add (memory.atomic.wait32 (i32.const 16) (i32.const 0) (i64.const -1)))
    local.set $sum
    (i32.store (i32.const 32) (i32.add (i32.mul (i32.load (i32.const 32)) (i32.const 10)) (local.get $sum)))
    local.get $sum)
  (func (export "notify") (param $count i32) (result i32) (memory.atomic.notify (i32.const 16) (local.get $count)))
  (func (export "order") (result i32) (i32.load (i32.const 32))))`);

/** A checkpoint whose threads wait, in the order of their tickets. */
function waiting(runtime: Runtime, tickets: readonly number[], timeout = -1n): Checkpoint {
  const store = runtime.store();
  const { program } = store.instantiate(runtime.programSync(bytes));
  const offset = [...typeStates(program.module).offsets(0)].find(
    (each) => program.module.bytes[program.module.body(0).start + each] === 0xfe,
  );
  if (offset === undefined) throw new Error('no wait');
  return {
    ...store.capture(),
    features: ['threads'],
    threads: tickets.map((ticket, index) => ({
      label: `waits ${index}`,
      status: { kind: 'waiting', memory: 0, address: 16n, timeout, ticket },
      frames: [
        {
          instance: 0,
          funcidx: 0,
          offset,
          locals: [{ kind: 'dead' }, { kind: 'dead' }],
          operands: [{ kind: 'i32', value: index + 1 }],
          caught: [],
        },
      ],
    })),
  };
}

const call = (store: Store, name: string, ...args: number[]): unknown => {
  const [instance] = store.instances;
  const outcome = instance === undefined ? undefined : store.call(instance.func(name), args);
  return outcome?.kind === 'returned' ? outcome.values[0] : outcome;
};

describe('threads that wait in a memory', () => {
  // clause: exec-resume-wait
  test('are woken in the order of their tickets, and not before', async () => {
    const runtime = new Runtime();
    const store = runtime.openSync(encode(waiting(runtime, [1, 0, 2]))).restore();
    const [first, second, third] = store.threads;
    if (first === undefined || second === undefined || third === undefined) throw new Error('no threads');
    expect(thrownBy(() => store.resume(first))).toMatchObject({ code: 'CKPT4020' });
    expect(call(store, 'notify', 1)).toBe(1);
    await second.ready;
    expect(store.resume(second)).toEqual({ kind: 'returned', label: 'waits 1', values: [2] });
    expect(thrownBy(() => store.resume(first))).toMatchObject({ code: 'CKPT4020' });
    expect(call(store, 'notify', 5)).toBe(2);
    await Promise.all([first.ready, third.ready]);
    expect(store.resume(first)).toMatchObject({ values: [1] });
    expect(store.resume(third)).toMatchObject({ values: [3] });
    expect(call(store, 'order')).toBe(213);
  });

  // clause: exec-resume-wait, syn-frame-waiting
  test('go on when their time is over', async () => {
    const runtime = new Runtime();
    const store = runtime.openSync(waiting(runtime, [0], 20_000_000n)).restore();
    const [thread] = store.threads;
    if (thread === undefined) throw new Error('no thread');
    await thread.ready;
    expect(store.resume(thread)).toMatchObject({ values: [3] });
  });

  test('are captured as they wait, and once they are woken as what they are then', async () => {
    const runtime = new Runtime();
    const checkpoint = waiting(runtime, [1, 0]);
    const store = runtime.openSync(checkpoint).restore();
    expect(encode(store.capture())).toEqual(encode(checkpoint));
    const [, second] = store.threads;
    call(store, 'notify', 1);
    await second?.ready;
    const later = store.capture();
    expect(later.threads.map(({ status }) => status.kind)).toEqual(['waiting', 'runnable']);
    expect(later.threads[0]?.status).toMatchObject({ ticket: 0 });
    expect(later.threads[1]?.frames[0]?.operands).toHaveLength(2);
    const again = runtime.openSync(encode(later)).restore();
    const [, woken] = again.threads;
    if (woken === undefined) throw new Error('no thread');
    expect(again.resume(woken)).toMatchObject({ values: [2] });
  });

  // clause: exec-restore-engine
  test('are refused where the engine cannot wait without blocking', () => {
    class Blocking extends JsEngine {
      override readonly wait = undefined;
    }
    const checkpoint = waiting(new Runtime(), [0]);
    const runtime = new Runtime({ engine: new Blocking() });
    expect(thrownBy(() => runtime.openSync(checkpoint, { modules: [bytes] }))).toMatchObject({ code: 'CKPT4031' });
  });
});
