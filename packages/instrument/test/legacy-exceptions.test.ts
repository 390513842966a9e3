import { assemble } from './assemble.js';
import { type Program, Torture } from './torture.js';

/** What hosts of these programs throw: no exception of a tag. */
const FAILURE = new Error('failure of the host');

const host: NonNullable<Program['imports']> = (log) => ({
  env: {
    log: (value: number) => void log.push(value),
    ext: (value: number) => `object ${value}`,
    see: (value: unknown) => void log.push(value),
    fail: () => {
      log.push('fail');
      throw FAILURE;
    },
  },
});

const head = `(import "env" "log" (func $log (param i32))) (import "env" "fail" (func $fail))
  (import "env" "ext" (func $ext (param i32) (result externref))) (import "env" "see" (func $see (param externref)))
  (tag $none) (tag $one (param i32)) (tag $many (param i64 f32 v128 externref f64))
  (func $throwing (param $n i32)
    (call $log (local.get $n))
    block $4 block $3 block $2 block $1 block $0
      (br_table $0 $1 $2 $3 $4 (i32.rem_u (local.get $n) (i32.const 5)))
    end (throw $none)
    end (throw $one (local.get $n))
    end (throw $many (i64.extend_i32_u (local.get $n)) (f32.const nan:0x200001) (v128.const i32x4 9 8 7 6) (call $ext (local.get $n)) (f64.const -0))
    end (call $fail)
    end (call $log (i32.const -1)))`;

/** By what they are about; each runs from 5 down, and so throws exceptions of every kind. */
const programs: Readonly<Record<string, { readonly text: string; readonly least: number }>> = {
  'sites in bodies and in handlers with tags': {
    text: `(func $run (param $n i32) (result i32) (local $x i32)
      i32.const 1000
      try (result i32)
        (call $log (i32.const 1))
        (call $throwing (local.get $n))
        i32.const 7
      catch $one
        (call $log (i32.const 2))
        (local.set $x)
        (call $log (local.get $x))
        (local.get $x)
      catch $many
        local.get $x (call $log (i32.const 3)) drop
        drop call $see (i32x4.extract_lane 2) (local.set $x)
        (call $log (i32.const 4))
        i32.reinterpret_f32 (call $log)
        i32.wrap_i64 (local.get $x) i32.add
      catch $none
        (call $log (i32.const 5)) (i32.const 8)
      catch_all
        (call $log (i32.const 6)) (i32.const 9)
      end
      i32.add)`,
    least: 60,
  },
  'rethrow out of handlers with tags and of catch_all, as destructors do': {
    text: `(func $inner (param $n i32)
      try
        (call $throwing (local.get $n))
      catch $one
        drop (call $log (i32.const 10))
        try (call $throwing (i32.const 0))
        catch_all (call $log (i32.const 11)) rethrow 1 end
      catch_all
        (call $log (i32.const 12))
        loop $l (call $log (i32.const 13)) end
        rethrow 0
      end)
    (func $run (param $n i32) (result i32)
      try (result i32)
        (call $inner (local.get $n)) (i32.const 1)
      catch $many
        drop call $see drop (call $log (i32.const 14)) drop i32.wrap_i64
      catch $one (call $log (i32.const 15))
      catch $none (i32.const 2)
      end)`,
    least: 60,
  },
  'handlers in handlers, rethrow of the outer one from the inner one': {
    text: `(func $run (param $n i32) (result i32)
      try $a (result i32)
        try $b
          (call $throwing (local.get $n))
        catch_all
          (call $log (i32.const 20))
          try $c
            (call $throwing (i32.const 1))
          catch $one
            (call $log)
            try $d
              (call $throwing (i32.const 2))
            catch_all
              (call $log (i32.const 21))
              (if (i32.and (local.get $n) (i32.const 1)) (then (call $log (i32.const 22)) rethrow $b) (else (call $log (i32.const 23)) rethrow $c))
            end
          end
        end
        i32.const 3
      catch $one
        (call $log (i32.const 24))
      catch $many
        (call $log (i32.const 25)) drop call $see drop drop i32.wrap_i64
      catch $none i32.const 26
      end)`,
    least: 80,
  },
  'delegate to a try, past one, and to the caller': {
    text: `(func $past (param $n i32)
      try $skipped
        try
          (call $log (i32.const 30))
          (call $throwing (local.get $n))
          (call $log (i32.const 31))
        delegate 1
      catch_all (call $log (i32.const 32))
      end)
    (func $run (param $n i32) (result i32) (local $i i32)
      try $outer (result i32)
        try $inner (result i32)
          try (result i32)
            (call $past (local.get $n))
            loop $l
              (call $log (local.get $i))
              (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 2)))
            end
            (i32.const 33)
          delegate $outer
        catch_all (call $log (i32.const 34)) (i32.const 35)
        end
        i32.const 10 i32.mul
      catch $one (call $log (i32.const 36))
      catch_all (call $log (i32.const 37)) (i32.const 38)
      end)`,
    least: 60,
  },
  'tries with parameters in loops, handlers that branch out and back': {
    text: `(func $run (param $n i32) (result i32) (local $i i32)
      (i32.const 3)
      loop $next (param i32) (result i32)
        block $out (param i32) (result i32)
          (i32.const 2)
          try (param i32 i32) (result i32)
            i32.mul
            (call $throwing (i32.add (local.get $n) (local.get $i)))
            (call $log (i32.const 40))
          catch $one
            (call $log (i32.const 41))
            br $out
          catch_all
            (call $log (i32.const 42))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (local.get $i)
            (br_if $next (i32.lt_u (local.get $i) (i32.const 4)))
          end
        end
      end)`,
    least: 100,
  },
  'exceptions of resumed callees, deep': {
    text: `(func $deep (param $n i32) (param $d i32)
      (if (local.get $d) (then (call $deep (local.get $n) (i32.sub (local.get $d) (i32.const 1)))) (else (call $throwing (local.get $n))))
      (call $log (local.get $d)))
    (func $middle (param $n i32)
      try (call $deep (local.get $n) (i32.const 3)) catch $one drop (call $deep (local.get $n) (i32.const 1)) catch_all (call $log (i32.const 50)) rethrow 0 end)
    (func $run (param $n i32) (result i32)
      try (result i32) (call $middle (local.get $n)) (i32.const 51)
      catch_all (call $log (i32.const 52)) (i32.const 53) end)`,
    least: 80,
  },
  'tail calls in tries, whose exceptions are the caller’s': {
    text: `(func $tail (param $n i32)
      try
        (call $log (i32.const 60))
        (return_call $throwing (local.get $n))
      catch_all (call $log (i32.const 61))
      end)
    (func $run (param $n i32) (result i32)
      try (result i32) (call $tail (local.get $n)) (i32.const 62)
      catch_all (call $log (i32.const 63)) (i32.const 64) end)`,
    least: 40,
  },
};

const text = (body: string): string => `(module ${head} ${body}
  (func (export "run") (param $n i32) (result i32) (local $s i32)
    loop $next
      (local.set $s (i32.add (i32.mul (local.get $s) (i32.const 3)) (call $run (local.get $n))))
      (br_if $next (i32.ge_s (local.tee $n (i32.sub (local.get $n) (i32.const 1))) (i32.const 0)))
    end
    local.get $s)
  (func (export "once") (param $n i32) (result i32) (call $run (local.get $n))))`;

// clause: inst-caught, inst-driver, inst-continuation, exec-resume-throw, exec-resume-outermost
describe('legacy exceptions, stopped at every poll and finished in another instance', () => {
  test.each(Object.entries(programs))('%s', async (_, { text: body, least }) => {
    const bytes = await assemble(text(body));
    const torture = (call: string, arg: number) =>
      new Torture({ bytes, call, args: [arg], imports: host, hosts: FAILURE });
    const run = torture('run', 4);
    let runs = run.everywhere();
    for (const again of [[0], [2, 0, 3]]) run.everywhere(again, 3);
    for (const arg of [0, 1, 2, 3, 4]) runs += torture('once', arg).everywhere([2]);
    expect(runs).toBeGreaterThanOrEqual(least);
  });
});
