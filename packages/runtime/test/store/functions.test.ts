import { encode } from '@wasm-checkpoint/format';
import { Runtime } from '@wasm-checkpoint/runtime';
import { assemble } from '../assemble.js';

const bytes =
  await assemble(`(module (type $f (func (param i32) (result i32))) (import "env" "pick" (func $pick (param i32) (result funcref))) (import "env" "tick" (func $tick))
  (table $t (export "table") 4 funcref) (elem (i32.const 3) $twice)
  (func $twice (export "twice") (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2)))
  (func $next (export "next") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
  (func (export "set") (param i32 funcref) (table.set $t (local.get 0) (local.get 1)))
  (func (export "run") (param $n i32) (result i32)
    (table.set $t (i32.const 0) (call $pick (local.get $n)))
    (call $tick)
    (call_indirect $t (type $f) (local.get $n) (i32.const 0))))`);

describe('functions that cross the border of a store', () => {
  // clause: exec-restore-identity
  test('exports that the host passes are the functions themselves', () => {
    const runtime = new Runtime();
    const store = runtime.store();
    const pick = (n: number): unknown => exports[n % 2 === 0 ? 'twice' : 'next'];
    const instance = store.instantiate(runtime.programSync(bytes), { env: { pick, tick: () => undefined } });
    const exports = store.exports(instance);
    (exports['set'] as (index: number, func: unknown) => void)(1, exports['next']);
    expect(store.call(instance.func('set'), [2, exports['twice']]).kind).toBe('returned');
    expect(store.call(instance.func('run'), [10])).toMatchObject({ values: [20] });
    expect(store.call(instance.func('run'), [7])).toMatchObject({ values: [8] });
    const { tables } = store.capture();
    const refs = tables[0]?.runs.map((run) =>
      run.kind === 'ref' && run.ref.kind === 'func' ? run.ref.funcidx : run.kind,
    );
    expect(refs).toEqual([3, 2, 'base']);
  });

  test('a host function that calls an entry of a table is one that calls back', () => {
    const runtime = new Runtime({ instrument: { poll: 'fuel', calls: true, entries: 'all' } });
    const store = runtime.store();
    const called: number[] = [];
    const tick = (): void => {
      const table = store.exports(instance)['table'] as WebAssembly.Table;
      called.push((table.get(3) as (n: number) => number)(21));
      store.request();
    };
    const pick = (): unknown => store.exports(instance)['next'];
    const instance = store.instantiate(runtime.programSync(bytes), { env: { pick, tick } });
    for (const fuel of [0, 1, 2, 3, 100]) {
      let outcome = store.call(instance.func('run'), [4], { fuel });
      while (outcome.kind === 'stopped') {
        encode(store.capture());
        outcome = store.resume(outcome.thread);
      }
      expect(outcome).toMatchObject({ values: [5] });
    }
    expect(called).toEqual([42, 42, 42, 42, 42]);
  });
});
