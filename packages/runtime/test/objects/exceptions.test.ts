import { type Imports, Runtime } from '@wasm-checkpoint/runtime';
import { assemble } from '../assemble.js';
import { knows } from '../engine.js';
import { type Case, endingText, everywhere, expectSame, plain } from '../outcomes.js';

const head = `(import "env" "log" (func $log (param i32))) (import "env" "fail" (func $fail (param i32)))
  (tag $none) (tag $number (param i32)) (tag $pair (param i64 f32))
  (table $kept 2 exnref)
  (func $throwing (param $n i32)
    (call $log (local.get $n))
    block $3 block $2 block $1 block $0
      (br_table $0 $1 $2 $3 (i32.rem_u (local.get $n) (i32.const 4)))
    end (throw $none)
    end (throw $number (local.get $n))
    end (throw $pair (i64.extend_i32_u (local.get $n)) (f32.const nan:0x200001))
    end (call $log (i32.const -1)))
  (func $deep (param $n i32) (param $d i32)
    (if (local.get $d)
      (then (call $deep (local.get $n) (i32.sub (local.get $d) (i32.const 1))))
      (else (call $throwing (local.get $n))))
    (call $log (i32.const 1)))`;

const host = (log: string[]): Imports => ({
  env: {
    log: (value: number) => void log.push(`log ${value}`),
    fail: (value: number) => {
      log.push(`fail ${value}`);
      throw new Error(`failure ${value}`);
    },
  },
});

/** Functions `run` of a number, by what they are about. */
const programs: Readonly<Record<string, string>> = {
  'sites in tries and behind handlers of every kind': `(func $run (param $n i32) (result i32) (local $e exnref)
      (i32.const 100)
      block $done (result i32)
        block $all (result exnref) block $pair (result i64 f32 exnref) block $number (result i32)
          local.get $n
          try_table (param i32) (result i32) (catch $number $number) (catch_ref $pair $pair) (catch_all_ref $all)
            (call $log (i32.const 2))
            (call $throwing (local.get $n))
            (call $log (i32.const 3))
          end
          br $done
        end (call $log (i32.const 4)) br $done
        end local.set $e drop (call $log (i32.const 5)) i32.wrap_i64 br $done
        end drop (call $log (i32.const 6)) i32.const 7
      end
      i32.add)`,
  'exceptions of callees that were resumed, through callers that were': `(func $middle (param $n i32)
      block $c
        try_table (catch $none $c) (call $deep (local.get $n) (i32.const 3)) end
        return
      end
      (call $deep (i32.const 1) (i32.const 2)))
    (func $run (param $n i32) (result i32)
      block $all
        block $number (result i32)
          try_table (catch $number $number) (catch_all $all) (call $middle (local.get $n)) end
          (return (i32.const 8))
        end
        (call $log (i32.const 9)) return
      end
      (i32.const 10))`,
  'exceptions kept in locals, operands and a table, and thrown again': `(func $catching (param $n i32) (result exnref)
      block $all (result exnref) try_table (catch_all_ref $all) (call $throwing (local.get $n)) end (ref.null exn) end)
    (func $again (param $n i32) (param $e exnref) (result i32)
      block $none block $number (result i32) block $pair (result i64 f32)
        try_table (catch $none $none) (catch $number $number) (catch $pair $pair)
          (call $log (i32.const 11))
          (if (ref.is_null (local.get $e)) (then (return (i32.const 12))))
          local.get $e (call $log (i32.const 13)) throw_ref
        end
        unreachable
      end i32.reinterpret_f32 (call $log) (call $log (i32.const 14)) i32.wrap_i64 return
      end return
      end (i32.const 15))
    (func $run (param $n i32) (result i32) (local $e exnref)
      (call $catching (local.get $n))
      (call $log (i32.const 16))
      local.set $e
      (table.set $kept (i32.const 0) (local.get $e))
      (call $again (local.get $n) (local.get $e))
      (table.set $kept (i32.const 1) (call $catching (i32.const 1)))
      (call $again (local.get $n) (table.get $kept (i32.const 0)))
      i32.add
      (call $again (local.get $n) (table.get $kept (i32.const 1)))
      i32.add)`,
  'handlers that go to the beginning of a loop': `(func $run (param $n i32) (result i32) (local $i i32)
      (i32.const 1)
      loop $l (param i32) (result i32)
        drop
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        block $others
          try_table (catch $number $l) (catch_all $others)
            (call $log (local.get $i))
            (if (i32.lt_u (local.get $i) (i32.const 3)) (then (throw $number (local.get $n))))
            (call $throwing (i32.and (local.get $n) (i32.const 2)))
          end
        end
        local.get $i
      end)`,
  'tail calls in tries, whose exceptions are the caller’s': `(type $f (func (param i32))) (elem declare func $throwing)
    (table $t funcref (elem $throwing))
    (func $direct (param $n i32)
      block $c try_table (catch_all $c) (call $log (i32.const 20)) (return_call $throwing (local.get $n)) end end (call $log (i32.const 21)))
    (func $indirect (param $n i32)
      block $c try_table (catch_all $c) (call $log (i32.const 22)) (return_call_indirect $t (type $f) (local.get $n) (i32.const 0)) end end (call $log (i32.const 23)))
    (func $byRef (param $n i32)
      block $c try_table (catch_all $c) (call $log (i32.const 24)) (return_call_ref $f (local.get $n) (ref.func $throwing)) end end (call $log (i32.const 25)))
    (func $run (param $n i32) (result i32)
      block $a try_table (catch_all $a) (call $direct (local.get $n)) end (call $log (i32.const 26)) end
      block $b try_table (catch_all $b) (call $indirect (local.get $n)) end (call $log (i32.const 27)) end
      block $c try_table (catch_all $c) (call $byRef (local.get $n)) end (call $log (i32.const 28)) end
      (i32.const 29))`,
  'exceptions of the host that are caught and not kept, and one that leaves': `(func $run (param $n i32) (result i32)
      block $c
        block $own (result i32)
          try_table (catch $number $own) (catch_all $c)
            (call $log (i32.const 30))
            (call $fail (local.get $n))
          end
          unreachable
        end
        return
      end
      (call $log (i32.const 31))
      (if (i32.eqz (local.get $n)) (then (call $fail (i32.const 32))))
      (i32.const 33))`,
};

const text = (body: string): string => `(module ${head} ${body}
  (func (export "run") (param $n i32) (result i32) (local $s i32)
    loop $next
      (local.set $s (i32.add (i32.mul (local.get $s) (i32.const 3)) (call $run (local.get $n))))
      (br_if $next (i32.ge_s (local.tee $n (i32.sub (local.get $n) (i32.const 1))) (i32.const 0)))
    end
    local.get $s))`;

const cases = await Promise.all(
  Object.entries(programs).map(async ([name, body]) => ({ name, bytes: await assemble(text(body)) })),
);

// clause: inst-driver, inst-continuation, exec-resume-throw, exec-resume-outermost, exec-resume-continue, exec-capture-bits
describe('exceptions, stopped at every safepoint and finished in a fresh instance', () => {
  for (const { name, bytes } of cases) {
    // The engine that runs these tests may not have them.
    (knows(bytes) ? test : test.skip)(`${name}`, () => {
      expect(expectSame({ bytes, call: 'run', args: [4], host })).toBeGreaterThan(20);
    });
  }
});

/** A host whose `log` and `fail` ask for a capture, and then go on as before. */
const asking =
  (ask: () => void) =>
  (log: string[]): Imports => {
    const { env } = host(log);
    return {
      env: Object.fromEntries(
        Object.entries(env ?? {}).map(([name, func]) => [
          name,
          (value: number) => {
            ask();
            return (func as (value: number) => unknown)(value);
          },
        ]),
      ),
    };
  };

// clause: inst-request
describe('a host function that asks for a capture and throws', () => {
  const failing = cases.filter(({ name }) => name.startsWith('exceptions of the host'));
  for (const { bytes } of failing) {
    for (const poll of ['none', 'request', 'fuel'] as const) {
      (knows(bytes) ? test : test.skip)(`loses neither: poll ${poll}`, () => {
        const program: Case = { bytes, call: 'run', args: [3], host };
        const log: string[] = [];
        const runtime = new Runtime({ instrument: { poll } });
        let store = runtime.store();
        const imports = asking(() => {
          if (log.length % 2 === 1) store.request();
        })(log);
        const instance = store.instantiate(runtime.programSync(bytes), imports);
        let outcome = store.call(instance.func('run'), [3]);
        let stops = 0;
        for (; outcome.kind === 'stopped'; stops++) {
          store = runtime.openSync(store.capture()).restore({ imports });
          const [thread] = store.threads;
          if (thread === undefined) throw new Error('no thread');
          outcome = store.resume(thread);
        }
        expect(stops).toBeGreaterThan(2);
        const { ending, log: expected } = plain(program);
        expect({ ending: endingText(outcome), log }).toEqual({ ending, log: expected });
      });
    }
  }
});

const keeping = await assemble(`(module ${head}
  (func (export "run") (param $n i32)
    block $c (result exnref)
      try_table (catch_all_ref $c) (call $fail (local.get $n)) end
      unreachable
    end
    (call $log (i32.const 40))
    throw_ref))`);

// clause: exec-capture-complete
(knows(keeping) ? test : test.skip)(
  'an exception of the host that is kept is not captured; the program goes on',
  () => {
    const log: string[] = [];
    const runtime = everywhere();
    const expected = plain({ bytes: keeping, call: 'run', args: [1], host });
    let refused = 0;
    for (let fuel = 0; ; fuel++) {
      log.length = 0;
      const store = runtime.store();
      const instance = store.instantiate(runtime.programSync(keeping), host(log));
      let outcome = store.call(instance.func('run'), [1], { fuel });
      if (outcome.kind !== 'stopped') break;
      try {
        store.capture();
      } catch (error) {
        expect(String(error)).toContain('CKPT4013');
        refused++;
      }
      outcome = store.resume(outcome.thread);
      expect({ ending: endingText(outcome), log }).toEqual({ ending: expected.ending, log: expected.log });
    }
    expect(refused).toBe(1);
  },
);
