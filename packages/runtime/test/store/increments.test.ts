import { type Checkpoint, decode, encode, expand, resolveChain } from '@wasm-checkpoint/format';
import { Increments, Runtime, type Store } from '@wasm-checkpoint/runtime';
import { assemble } from '../assemble.js';
import { thrownBy } from '../diagnostics.js';

const bytes =
  await assemble(`(module (memory (export "memory") 4 16) (data (i32.const 8192) "base") (global (mut i32) (i32.const 0))
  (func (export "write") (param $at i32) (param $value i32) (i32.store (local.get $at) (local.get $value)))
  (func (export "grow") (param i32) (drop (memory.grow (local.get 0)))))`);

interface Running {
  readonly runtime: Runtime;
  readonly store: Store;
  readonly call: (name: string, ...args: number[]) => void;
  readonly memory: () => Uint8Array;
}

function running(): Running {
  const runtime = new Runtime();
  const store = runtime.store();
  const instance = store.instantiate(runtime.programSync(bytes));
  return {
    runtime,
    store,
    call: (name, ...args) => void store.call(instance.func(name), args),
    memory: () => new Uint8Array((store.exports(instance)['memory'] as WebAssembly.Memory).buffer).slice(),
  };
}

const pages = ({ memories }: Checkpoint): number =>
  memories.reduce(
    (sum, { image }) =>
      sum +
      [...image.blocks]
        .flatMap(({ runs }) => runs)
        .reduce((all, run) => all + (run.kind === 'base' ? 0 : run.pages), 0),
    0,
  );

describe('increments', () => {
  // clause: exec-parent-state
  test('state the pages that have changed, and everything else', () => {
    const { runtime, store, call, memory } = running();
    const increments = new Increments();
    const files: Uint8Array[] = [];
    const contents: Uint8Array[] = [];
    const capture = (): Checkpoint => {
      const checkpoint = increments.capture(store);
      files.push(encode(checkpoint));
      contents.push(memory());
      return checkpoint;
    };
    call('write', 0, 1);
    call('write', 20000, 2);
    expect(capture().parent).toBeUndefined();
    call('write', 20004, 3);
    const second = capture();
    expect(second.parent).toBeDefined();
    expect(pages(second)).toBe(1);
    expect(second).toMatchObject({ instances: [{}], globals: [{}], modules: [{}] });
    call('grow', 2);
    call('write', 4 * 65536 + 5, 9);
    call('write', 0, 0);
    expect(pages(capture())).toBe(2);
    expect(pages(capture())).toBe(0);
    for (let last = 0; last < files.length; last++) {
      const chain = files
        .slice(0, last + 1)
        .reverse()
        .map((file) => ({ checkpoint: decode(file) }));
      const [whole] = resolveChain(chain, { modules: runtime.bases });
      if (whole === undefined) throw new Error('no memory');
      expect(Buffer.compare(expand(whole), contents[last] ?? new Uint8Array(0))).toBe(0);
      const [newest, ...older] = chain;
      if (newest === undefined) throw new Error('no file');
      const parent = older.length === 0 ? undefined : resolveChain(older, { modules: runtime.bases });
      if (parent !== undefined) {
        expect(thrownBy(() => runtime.openSync(newest.checkpoint))).toMatchObject({ code: 'CKPT3001' });
      }
      const snapshot = runtime.openSync(newest.checkpoint, parent === undefined ? {} : { parent });
      const restored = snapshot.restore();
      const [instance] = restored.instances;
      if (instance === undefined) throw new Error('no instance');
      const found = new Uint8Array((restored.exports(instance)['memory'] as WebAssembly.Memory).buffer);
      expect(Buffer.compare(found, contents[last] ?? new Uint8Array(0))).toBe(0);
    }
  });

  test('end after as many as are wanted', () => {
    const { store } = running();
    const increments = new Increments({ most: 2 });
    const whole = Array.from({ length: 7 }, () => increments.capture(store).parent === undefined);
    expect(whole).toEqual([true, false, false, true, false, false, true]);
  });
});
