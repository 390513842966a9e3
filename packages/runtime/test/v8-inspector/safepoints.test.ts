import { type Checkpoint, encode } from '@wasm-checkpoint/format';
import { checkStoppable } from '@wasm-checkpoint/runtime';
import type { Stop } from '@wasm-checkpoint/runtime/node';
import { openModule, typeStates } from '@wasm-checkpoint/wasm';
import { call, faults, innermost, inspected, instantiate, modulesOf } from './thread.js';

/** Sums by a loop whose body calls another function, which calls the host. */
const text = `(module (import "env" "host" (func $host (param i32) (result i32)))
  (func $twice (param i32) (result i32) (block (result i32) (i32.add (local.get 0) (call $host (local.get 0)))))
  (func (export "run") (param i32) (result i32) (local i32)
    (loop (block
      (br_if 0 (i32.eqz (local.get 0)))
      (local.set 1 (i32.add (local.get 1) (call $twice (local.get 0))))
      (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
      (br 1)))
    (local.get 1)))`;

const place = (checkpoint: Checkpoint): string => {
  const { funcidx, offset, operands } = innermost(checkpoint);
  return `${funcidx}+${offset} ${operands.map((value) => ('value' in value ? value.value : value.kind)).join()}`;
};

async function bytesOf(source: string): Promise<Uint8Array<ArrayBuffer>> {
  const [bytes] = await modulesOf(source);
  if (bytes === undefined) throw new Error('no module');
  return bytes;
}

/** The offset of the n-th instruction of a name. */
function offsetOf(bytes: Uint8Array, funcidx: number, name: string, nth = 0): number {
  const states = typeStates(openModule(bytes));
  const found = [...states.offsets(funcidx)].filter((at) => states.at(funcidx, at).instruction.opcode.name === name);
  return found[nth] ?? -1;
}

test('exec-safepoint-call: before a call of the host, its arguments are operands; after it, its results', async () => {
  const bytes = await bytesOf(text);
  const at = offsetOf(bytes, 1, 'call');
  const next = offsetOf(bytes, 1, 'i32.add');
  await inspected((inspector) => {
    const before: Checkpoint[] = [];
    const after: Checkpoint[] = [];
    const host = (value: number): number => {
      before.push(inspector.captureCall([value]));
      if (value === 2) inspector.afterCall((stop) => after.push(stop.capture()));
      return value * 10;
    };
    expect(call(instantiate(bytes, { env: { host } }), 'run', 3)).toBe(66);
    expect(before.map(place)).toEqual([`1+${at} 3,3`, `1+${at} 2,2`, `1+${at} 1,1`]);
    expect(after.map(place)).toEqual([`1+${next} 2,20`]);
    for (const checkpoint of [...before, ...after]) {
      expect(faults(checkpoint, [bytes])).toEqual([]);
      expect(checkpoint.features).toEqual([]);
      expect(checkpoint.threads[0]?.frames).toHaveLength(2);
    }
  });
});

test('exec-capture-neutral: a program that is captured gives what it gives otherwise', async () => {
  const bytes = await bytesOf(text);
  const run = (host: (value: number) => number): unknown => call(instantiate(bytes, { env: { host } }), 'run', 50);
  const plain = run((value) => value ^ 5);
  await inspected((inspector) => {
    const log: Uint8Array[] = [];
    const found = run((value) => {
      log.push(encode(inspector.captureCall([value])));
      return value ^ 5;
    });
    expect(found).toBe(plain);
    expect(new Set(log.map((file) => file.join())).size).toBe(50);
  });
});

test('stops in front of any instruction, the n-th time, and says where', async () => {
  const bytes = await bytesOf(text);
  const module = openModule(bytes);
  await inspected((inspector) => {
    const instance = instantiate(bytes, { env: { host: (value: number) => value } });
    const stops: string[] = [];
    const watch = (funcidx: number, offset: number): void => {
      let hits = 0;
      inspector.breakAt(module, funcidx, offset, (stop: Stop) => {
        hits += 1;
        if (hits !== 2) return;
        const checkpoint = stop.capture();
        expect(faults(checkpoint, [bytes])).toEqual([]);
        stops.push(`${place(checkpoint)} ${stop.place.portable} ${checkpoint.features.join()} ${stop.depth}`);
      });
    };
    const entry = offsetOf(bytes, 1, 'block');
    const loop = offsetOf(bytes, 2, 'block');
    const set = offsetOf(bytes, 2, 'local.set');
    watch(1, entry);
    watch(2, loop);
    watch(2, set);
    expect(call(instance, 'run', 3)).toBe(12);
    expect(stops).toEqual(
      [`1+${entry}  true  2`, `2+${set} 10 false any-point 1`, `2+${loop}  true  1`].sort(
        (a, b) => stops.indexOf(a) - stops.indexOf(b),
      ),
    );
    expect(() => inspector.breakAt(module, 2, offsetOf(bytes, 2, 'loop'), () => undefined)).toThrow(/cannot stop/);
  });
});

test('exec-safepoint-soon: an interrupt reaches a loop without calls, at a portable point', async () => {
  const bytes = await bytesOf(`(module (func (export "spin") (param i32) (result i32) (local i32)
    (loop (block (local.set 1 (i32.add (i32.mul (local.get 1) (i32.const 31)) (local.get 0)))
      (br_if 1 (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
    (local.get 1)))`);
  const plain = call(instantiate(bytes), 'spin', 40_000_000);
  await inspected(async (inspector) => {
    const instance = instantiate(bytes);
    await inspector.prepareInterrupts();
    const caught: Checkpoint[] = [];
    inspector.interruptAfter(30, (stop) => stop !== undefined && caught.push(stop.capture()));
    expect(call(instance, 'spin', 40_000_000)).toBe(plain);
    expect(caught).toHaveLength(1);
    const [checkpoint] = caught;
    if (checkpoint === undefined) throw new Error('not captured');
    expect(faults(checkpoint, [bytes])).toEqual([]);
    expect(checkpoint.features).toEqual([]);
    expect(innermost(checkpoint).offset).toBe(offsetOf(bytes, 0, 'block'));
    // Without a module running there is nothing to capture.
    const idle = new Promise((resolve) => inspector.interruptAfter(1, resolve));
    expect(await idle).toBeUndefined();
  });
});

test('a breakpoint that was removed stops nothing, others at the same place do', async () => {
  const bytes = await bytesOf(text);
  const module = openModule(bytes);
  await inspected((inspector) => {
    const instance = instantiate(bytes, { env: { host: (value: number) => value } });
    const hits: string[] = [];
    const at = (name: string) => inspector.breakAt(module, 1, offsetOf(bytes, 1, 'block'), () => hits.push(name));
    const [first, second] = [at('first'), at('second')];
    call(instance, 'run', 1);
    first.remove();
    call(instance, 'run', 1);
    second.remove();
    call(instance, 'run', 1);
    at('third');
    call(instance, 'run', 1);
    expect(hits).toEqual(['first', 'second', 'second', 'third']);
    expect(() => inspector.breakAt(openModule(bytes.slice(0, 8)), 0, 0, () => undefined)).toThrow();
  });
});

describe('exec-safepoint: host code between frames', () => {
  const between = `(module (import "env" "host" (func $host (param i32)))
    (func (export "run") (param i32) (call $host (local.get 0)) (call $host (i32.add (local.get 0) (i32.const 100)))))`;

  test('is refused where it stands', async () => {
    const bytes = await bytesOf(between);
    await inspected((inspector) => {
      const host = (value: number): void => {
        if (value === 0) call(instance, 'run', 1);
        if (value === 1) inspector.captureCall([value]);
      };
      const instance: WebAssembly.Instance = instantiate(bytes, { env: { host } });
      expect(() => call(instance, 'run', 0)).toThrow(/CKPT4017.*host stands between/);
    });
  });

  test('a capture that was asked for waits until it is gone', async () => {
    const bytes = await bytesOf(between);
    await inspected((inspector) => {
      const caught: Checkpoint[] = [];
      const host = (value: number): void => {
        if (value === 0) call(instance, 'run', 1);
        if (value === 1) inspector.afterCall((stop) => caught.push(stop.capture()));
      };
      const instance: WebAssembly.Instance = instantiate(bytes, { env: { host } });
      call(instance, 'run', 0);
      expect(caught.map(place)).toEqual([`1+${offsetOf(bytes, 1, 'local.get', 1)} `]);
      expect(caught[0]?.threads[0]?.frames).toHaveLength(1);
    });
  });

  test('without a frame of a module there is nothing', () =>
    inspected((inspector) => {
      expect(() => inspector.captureCall([])).toThrow(/CKPT4017.*no function of a module/);
    }));
});

test('deep recursion', async () => {
  const bytes = await bytesOf(`(module (import "env" "host" (func $host))
    (func $down (export "down") (param i32) (result i32) (local i64)
      (local.set 1 (i64.extend_i32_u (local.get 0)))
      (if (result i32) (local.get 0)
        (then (i32.add (local.get 0) (call $down (i32.sub (local.get 0) (i32.const 1)))))
        (else (call $host) (i32.wrap_i64 (local.get 1))))))`);
  await inspected((inspector) => {
    let checkpoint: Checkpoint | undefined;
    const host = (): void => {
      checkpoint = inspector.captureCall([]);
    };
    expect(call(instantiate(bytes, { env: { host } }), 'down', 5000)).toBe(12_502_500);
    if (checkpoint === undefined) throw new Error('not captured');
    expect(checkpoint.threads[0]?.frames).toHaveLength(5001);
    expect(faults(checkpoint, [bytes])).toEqual([]);
  });
});

test('pauses that are none of its own are left alone', async () => {
  const bytes = await bytesOf(text);
  await inspected((inspector) => {
    const host = (value: number): number => {
      // biome-ignore lint/suspicious/noDebugger: somebody else's
      debugger;
      return value;
    };
    expect(call(instantiate(bytes, { env: { host } }), 'run', 3)).toBe(12);
    expect(inspector.modules().some((module) => module.bytes.length === bytes.length)).toBe(true);
  });
});

describe('modules with which V8 must not be stopped', () => {
  const check = async (type: string, version: number | undefined): Promise<void> => {
    const [bytes] = await modulesOf(`(module ${type})`);
    checkStoppable([openModule(bytes ?? new Uint8Array(0))], version);
  };

  test.each(['(type (array (mut i8)))', '(type (func)) (type $a (array (mut i8))) (func (local (ref null $a)))'])(
    '%s before version 15 (exec-safepoint)',
    async (type) => {
      await expect(check(type, 13.6)).rejects.toThrow(/CKPT4017.*V8 13.6 .*arrays of bytes/);
      await expect(check(type, 15)).resolves.toBeUndefined();
      await expect(check(type, undefined)).resolves.toBeUndefined();
    },
  );

  test.each([
    '(type (array i8))',
    '(type (array (mut i16)))',
    '(type (sub (array (mut i8))))',
    '(rec (type (array (mut i8))) (type (func)))',
    '(type (struct (field (mut i8))))',
  ])('but not %s', (type) => expect(check(type, 13.6)).resolves.toBeUndefined());
});
