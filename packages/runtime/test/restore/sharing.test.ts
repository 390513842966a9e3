import { encode } from '@wasm-checkpoint/format';
import type { Imports, Runtime, Store } from '@wasm-checkpoint/runtime';
import { assemble } from '../assemble.js';
import { endingText, everywhere } from '../outcomes.js';

const first = await assemble(`(module (import "env" "log" (func $log (param i32)))
  (memory (export "memory") 1) (table (export "table") 4 funcref) (global (export "count") (mut i32) (i32.const 0))
  (tag (export "tag") (param i32)) (type $f (func (param i32) (result i32)))
  (func (export "add") (param $n i32) (result i32)
    (global.set 0 (i32.add (global.get 0) (local.get $n)))
    (call $log (global.get 0))
    (if (result i32) (local.get $n) (then (call_indirect (type $f) (i32.sub (local.get $n) (i32.const 1)) (i32.const 2))) (else (global.get 0)))))`);
const second = await assemble(`(module (import "first" "memory" (memory 1)) (import "first" "table" (table 4 funcref))
  (import "first" "count" (global $count (mut i32))) (import "first" "add" (func $add (param i32) (result i32)))
  (elem (i32.const 2) $step) (data (i32.const 16) "second")
  (func $step (export "step") (param $n i32) (result i32)
    (i32.store (i32.const 4) (i32.add (i32.load (i32.const 4)) (local.get $n)))
    (i32.mul (call $add (local.get $n)) (i32.const 3)))
  (func (export "run") (param $n i32) (result i32)
    (i32.add (call $step (local.get $n)) (i32.add (global.get $count) (i32.load (i32.const 4))))))`);

interface Linked {
  readonly store: Store;
  readonly log: number[];
}

function linked(runtime: Runtime): Linked {
  const store = runtime.store();
  const log: number[] = [];
  const env = { log: (value: number) => void log.push(value) };
  const a = store.instantiate(runtime.programSync(first), { env });
  store.instantiate(runtime.programSync(second), { first: store.exports(a) } satisfies Imports);
  return { store, log };
}

const runOf = (store: Store): { instance: NonNullable<Store['instances'][number]>; funcidx: number } => {
  const [, instance] = store.instances;
  if (instance === undefined) throw new Error('no second instance');
  return instance.func('run');
};

describe('instances that are linked to each other', () => {
  // clause: exec-restore-identity, exec-capture-complete, exec-resume-return
  test('share what they shared, and frames cross them', () => {
    const runtime = everywhere();
    const plain = linked(runtime);
    const expected = endingText(plain.store.call(runOf(plain.store), [4]));
    let depth = 0;
    for (let fuel = 0; ; fuel++) {
      const { store, log } = linked(runtime);
      let outcome = store.call(runOf(store), [4], { fuel });
      if (outcome.kind !== 'stopped') break;
      const checkpoint = store.capture();
      expect(checkpoint).toMatchObject({ memories: [{}], tables: [{}], globals: [{}], instances: [{}, {}] });
      const [thread] = checkpoint.threads;
      const crossed = new Set(thread?.frames.map(({ instance }) => instance));
      if (crossed.size === 2) depth = Math.max(depth, thread?.frames.length ?? 0);
      const env = { log: (value: number) => void log.push(value) };
      const restored = runtime.openSync(encode(checkpoint)).restore({ imports: { env } });
      const [next] = restored.threads;
      if (next === undefined) throw new Error('no thread');
      outcome = restored.resume(next);
      expect({ fuel, ending: endingText(outcome), log }).toEqual({ fuel, ending: expected, log: plain.log });
      const [a, b] = restored.instances;
      if (a === undefined || b === undefined) throw new Error('no instances');
      const memory = restored.exports(a)['memory'] as WebAssembly.Memory;
      const plainA = plain.store.instances[0];
      if (plainA === undefined) throw new Error('no instance');
      const wanted = plain.store.exports(plainA)['memory'] as WebAssembly.Memory;
      expect(new Uint8Array(memory.buffer, 0, 64)).toEqual(new Uint8Array(wanted.buffer, 0, 64));
    }
    expect(depth).toBeGreaterThan(8);
  });

  test('are captured again as the same state', () => {
    const runtime = everywhere();
    const { store } = linked(runtime);
    store.call(runOf(store), [3], { fuel: 7 });
    const checkpoint = store.capture();
    const file = encode(checkpoint);
    const restored = runtime.openSync(file).restore({ imports: { env: { log: () => undefined } } });
    expect(encode(restored.capture())).toEqual(file);
  });
});
