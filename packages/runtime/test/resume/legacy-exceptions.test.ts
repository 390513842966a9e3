import { Runtime } from '@wasm-checkpoint/runtime';
import { assemble } from '../assemble.js';
import { everywhere, expectSame, interrupted, plain } from '../outcomes.js';

const head = `(import "env" "log" (func $log (param i32))) (import "env" "fail" (func $fail (param i32)))
  (tag $number (param i32)) (tag $rich (param i64 f32 v128 funcref))
  (elem declare func $throwing)
  (func $throwing (param $n i32)
    (call $log (local.get $n))
    block $2 block $1 block $0
      (br_table $0 $1 $2 (i32.rem_u (local.get $n) (i32.const 3)))
    end (throw $number (local.get $n))
    end (throw $rich (i64.const 5) (f32.const nan:0x200001) (v128.const i32x4 9 8 7 6) (ref.func $throwing))
    end (call $log (i32.const -1)))`;

const host = (log: string[]) => ({
  env: {
    log: (value: number) => void log.push(`log ${value}`),
    fail: (value: number) => {
      log.push('fail');
      throw new Error(`failure ${value}`);
    },
  },
});

// clause: inst-caught, valid-frame-caught, exec-resume-throw, exec-resume-continue, exec-capture-bits
test('handlers with what they have caught, stopped at every safepoint and finished in a fresh instance', async () => {
  const bytes = await assemble(`(module ${head}
    (func $middle (param $n i32)
      try (call $throwing (local.get $n))
      catch $number
        drop (call $log (i32.const 10))
        try (call $throwing (i32.const 1)) catch_all (call $log (i32.const 11)) rethrow 1 end
      catch_all (call $log (i32.const 12)) rethrow 0
      end)
    (func (export "run") (param $n i32) (result i32) (local $s i32)
      loop $next
        try
          (call $middle (local.get $n))
        catch $number
          local.set $s (call $log (i32.const 20))
        catch $rich
          (call $log (i32.const 21)) ref.is_null (call $log) i32x4.extract_lane 2 local.set $s
          i32.reinterpret_f32 (call $log) drop
        end
        (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
      end
      local.get $s))`);
  expect(expectSame({ bytes, call: 'run', args: [5], host })).toBeGreaterThan(20);
});

const failing = (thrown: string): string => `(module ${head}
  (func $cleanup (param $n i32)
    try (call $fail (local.get $n)) catch_all (call $log (i32.const 30)) rethrow 0 end)
  (func (export "run") (param $n i32)
    try
      ${thrown}
    catch_all
      try (call $cleanup (local.get $n)) catch_all (call $log (i32.const 31)) rethrow 1 end
    end))`;

describe('an exception of the host in a handler that throws it again', () => {
  const stopped = (bytes: Uint8Array<ArrayBuffer>, fuel: number) => {
    const log: string[] = [];
    const store = everywhere().store();
    const instance = store.instantiate(
      new Runtime({ instrument: { poll: 'fuel', calls: true, entries: 'all' } }).programSync(bytes),
      host(log),
    );
    const outcome = store.call(instance.func('run'), [1], { fuel });
    return { log, store, outcome };
  };

  // clause: exec-capture-complete, inst-caught-host
  test('is not captured, and the program goes on as if nothing had been asked', async () => {
    const bytes = await assemble(failing('(call $cleanup (local.get $n))'));
    const expected = plain({ bytes, call: 'run', args: [1], host });
    let refused = 0;
    for (let fuel = 0; ; fuel++) {
      const { log, store, outcome } = stopped(bytes, fuel);
      if (outcome.kind !== 'stopped') break;
      try {
        store.capture();
      } catch (error) {
        expect(String(error)).toContain('CKPT4013');
        refused++;
      }
      const [thread] = store.threads;
      if (thread === undefined) throw new Error('no thread');
      const resume = () => store.resume(thread);
      // Both tries throw an exception of their own.
      if (log.filter((line) => line === 'fail').length > 1) {
        expect(resume).toThrow('CKPT4030');
        continue;
      }
      const ended = resume();
      expect({ kind: ended.kind, log }).toEqual({ kind: 'threw', log: expected.log });
    }
    expect(refused).toBeGreaterThan(2);
  });

  test('elsewhere nothing keeps it from being captured', async () => {
    const bytes = await assemble(`(module ${head}
      (func (export "run") (param $n i32)
        loop $next
          try (call $fail (local.get $n)) catch_all end
          (call $log (local.get $n))
          (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
        end))`);
    expect(expectSame({ bytes, call: 'run', args: [2], host })).toBeGreaterThan(3);
    expect(interrupted(everywhere(), { bytes, call: 'run', args: [2], host }, 1).stops).toBe(1);
  });
});
