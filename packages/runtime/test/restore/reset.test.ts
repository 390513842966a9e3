import { decode, encode } from '@wasm-checkpoint/format';
import { Runtime, type Snapshot, type Store } from '@wasm-checkpoint/runtime';
import { assemble } from '../assemble.js';

const bytes =
  await assemble(`(module (memory (export "memory") 1 4) (table $t (export "table") 2 funcref) (global (export "g") (mut i64) (i64.const 1))
  (data (i32.const 65000) "base") (elem (i32.const 0) $run) (data $p "passive")
  (func $run (export "run") (param $n i32) (result i32) (local $i i32)
    loop $next
      (i32.store (i32.mul (local.get $i) (i32.const 5000)) (local.get $i))
      (global.set 0 (i64.add (global.get 0) (i64.const 3)))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))
    end
    (table.set $t (i32.const 1) (ref.func $run)) (i32.store8 (i32.const 65000) (i32.const 0))
    local.get $i)
  (func (export "grow") (drop (memory.grow (i32.const 1))))
  (func (export "drop") (memory.init $p (i32.const 0) (i32.const 0) (i32.const 1)) (data.drop $p)))`);

const func = (store: Store, name: string) => {
  const [instance] = store.instances;
  if (instance === undefined) throw new Error('no instance');
  return instance.func(name);
};

function snapshotOf(runtime: Runtime, fuel: number): { readonly snapshot: Snapshot; readonly file: Uint8Array } {
  const store = runtime.store();
  const instance = store.instantiate(runtime.programSync(bytes));
  store.call(instance.func('run'), [10], { fuel });
  const file = encode(store.capture());
  return { snapshot: runtime.openSync(file), file };
}

describe('a snapshot', () => {
  const runtime = new Runtime({ instrument: { poll: 'fuel' } });

  test('is restored as often as wanted, each time apart from the others', () => {
    const { snapshot, file } = snapshotOf(runtime, 4);
    const stores = [snapshot.restore(), snapshot.restore(), snapshot.restore()];
    const [first, second] = stores;
    if (first === undefined || second === undefined) throw new Error('no store');
    const [thread] = first.threads;
    if (thread !== undefined) expect(first.resume(thread)).toMatchObject({ values: [10] });
    expect(encode(second.capture())).toEqual(file);
    expect(encode(first.capture())).not.toEqual(file);
  });

  // clause: exec-resume-continue
  test('sets a store back in which everything has changed', () => {
    const { snapshot, file } = snapshotOf(runtime, 4);
    const store = snapshot.restore();
    for (let round = 0; round < 3; round++) {
      const [thread] = store.threads;
      if (thread === undefined) throw new Error('no thread');
      expect(store.resume(thread)).toMatchObject({ values: [10] });
      expect(snapshot.reset(store)).toBe(true);
      expect(encode(store.capture())).toEqual(file);
    }
  });

  test('does not set back what has grown or dropped, nor another store', () => {
    const { snapshot } = snapshotOf(runtime, 100);
    const grown = snapshot.restore();
    grown.call(func(grown, 'grow'));
    expect(snapshot.reset(grown)).toBe(false);
    const dropped = snapshot.restore();
    dropped.call(func(dropped, 'drop'));
    const before = encode(dropped.capture());
    expect(decode(before).instances[0]?.datas).toEqual([1]);
    expect(snapshot.reset(dropped)).toBe(false);
    expect(encode(dropped.capture())).toEqual(before);
    expect(snapshot.reset(runtime.store())).toBe(false);
  });
});
