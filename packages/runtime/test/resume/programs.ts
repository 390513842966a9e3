import type { Imports } from '@wasm-checkpoint/runtime';

/** A text, what to call of it with which arguments, and the functions of the host. */
export interface TextCase {
  readonly text: string;
  readonly call: string;
  readonly args: readonly unknown[];
  readonly host?: (log: string[], exports: () => Readonly<Record<string, unknown>>) => Imports;
}

const logging = (log: string[]): Imports => ({
  env: {
    log: (value: number) => void log.push(`log ${value}`),
    half: (value: number) => {
      log.push(`half ${value}`);
      return value / 2;
    },
    pair: (value: bigint) => {
      log.push(`pair ${value}`);
      return [value + 1n, Number(value) * 3];
    },
  },
});

const imports = `(import "env" "log" (func $log (param i32)))
  (import "env" "half" (func $half (param f64) (result f64)))
  (import "env" "pair" (func $pair (param i64) (result i64 i32)))`;

/** Programs by what they are about. */
export const programs: Readonly<Record<string, TextCase>> = {
  'locals and operands of every number type': {
    text: `(module ${imports} (memory (export "m") 1)
      (func (export "run") (param $n i32) (param $x f32) (param $y f64) (result i64 f64)
        (local $i i32) (local $s i64) (local $z f32)
        loop $next
          (i64.extend_i32_s (local.get $i)) (f64.promote_f32 (local.get $x)) (local.get $y)
          (call $half (local.get $y))
          f64.add f64.add local.set $y
          (call $pair (local.get $s))
          (call $log)
          i64.add
          local.set $s
          (local.set $z (f32.add (local.get $z) (f32.const 0.25)))
          (f32.store (i32.mul (local.get $i) (i32.const 4)) (local.get $z))
          (br_if $next (i32.lt_s (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))
        end
        local.get $s local.get $y))`,
    call: 'run',
    args: [5, 1.5, 2.25],
    host: logging,
  },
  'bits of NaNs in frames and globals': {
    text: `(module ${imports} (global $g (mut f32) (f32.const nan:0x200001)) (memory (export "m") 1)
      (func (export "run") (param $n i32) (local $a f64) (local $b f32)
        (local.set $a (f64.const -nan:0x4000000000001))
        (local.set $b (global.get $g))
        loop $next
          (call $log (local.get $n))
          (global.set $g (local.get $b))
          (f64.store (i32.const 0) (local.get $a)) (f32.store (i32.const 8) (global.get $g))
          (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
        end))`,
    call: 'run',
    args: [3],
    host: logging,
  },
  'calls in the middle of expressions, recursion': {
    text: `(module ${imports} (global (export "calls") (mut i32) (i32.const 0))
      (func $fib (export "fib") (param $n i32) (result i32)
        (global.set 0 (i32.add (global.get 0) (i32.const 1)))
        (if (result i32) (i32.lt_s (local.get $n) (i32.const 2)) (then (call $log (local.get $n)) (local.get $n))
          (else (i32.add (call $fib (i32.sub (local.get $n) (i32.const 1))) (call $fib (i32.sub (local.get $n) (i32.const 2))))))))`,
    call: 'fib',
    args: [6],
    host: logging,
  },
  'nested loops with results, br_table': {
    text: `(module ${imports}
      (func (export "run") (param $n i32) (result i32) (local $i i32) (local $j i32) (local $s i32)
        (i32.const 1000)
        loop $outer (param i32) (result i32)
          (local.set $j (i32.const 0))
          loop $inner (param i32) (result i32)
            block $a block $b block $c
              (br_table $a $b $c (i32.rem_u (i32.add (local.get $i) (local.get $j)) (i32.const 3)))
            end (call $log (i32.const 2)) end (call $log (i32.const 1)) end
            (i32.add (i32.mul (local.get $i) (local.get $j)))
            (br_if $inner (i32.lt_u (local.tee $j (i32.add (local.get $j) (i32.const 1))) (local.get $n)))
          end
          (br_if $outer (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))
        end))`,
    call: 'run',
    args: [4],
    host: logging,
  },
  'memory that grows, passive segments that are dropped': {
    text: `(module ${imports} (memory (export "m") 1 4) (data $p "passive bytes") (data (i32.const 64) "active")
      (func (export "run") (param $n i32) (result i32) (local $i i32)
        loop $next
          (memory.init $p (i32.mul (local.get $i) (i32.const 16)) (i32.const 0) (i32.const 13))
          (call $log (memory.grow (i32.const 1)))
          (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))
        end
        data.drop $p
        (call $log (i32.const 9))
        (memory.init $p (i32.const 0) (i32.const 0) (i32.const 1))
        memory.size))`,
    call: 'run',
    args: [4],
    host: logging,
  },
  'tables that change, indirect calls, functions of the host in them': {
    text: `(module (type $f (func (param i32))) ${imports} (table $t (export "t") 4 10 funcref) (elem (i32.const 0) $log $twice) (elem $e func $twice $log $twice)
      (func $twice (param i32) (call $log (i32.mul (local.get 0) (i32.const 2))))
      (func (export "run") (param $n i32) (local $i i32)
        loop $next
          (call_indirect $t (type $f) (local.get $i) (i32.rem_u (local.get $i) (i32.const 2)))
          (table.set $t (i32.const 2) (table.get $t (i32.rem_u (local.get $i) (i32.const 2))))
          (call_indirect $t (type $f) (i32.const 50) (i32.const 2))
          (drop (table.grow $t (ref.func $twice) (i32.const 1)))
          (table.init $t $e (i32.const 1) (i32.rem_u (local.get $i) (i32.const 3)) (i32.const 1))
          (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))
        end
        elem.drop $e
        (call $log (i32.const 7))
        (table.init $t $e (i32.const 1) (i32.const 0) (i32.const 0))))`,
    call: 'run',
    args: [5],
    host: logging,
  },
  'references in locals, operands, globals': {
    text: `(module (type $f (func (param i32))) ${imports} (elem declare func $log $twice)
      (global $g (mut funcref) (ref.null func)) (table $t 1 funcref)
      (func $twice (param i32) (call $log (i32.mul (local.get 0) (i32.const 2))))
      (func (export "run") (param $n i32) (result i32) (local $f funcref) (local $none funcref)
        loop $next (result i32)
          (select (result funcref) (ref.func $log) (ref.func $twice) (i32.and (local.get $n) (i32.const 1)))
          (call $log (i32.const 100))
          local.tee $f
          global.set $g
          (table.set $t (i32.const 0) (global.get $g))
          (call_indirect $t (type $f) (local.get $n) (i32.const 0))
          (table.set $t (i32.const 0) (local.get $f))
          (call_indirect $t (type $f) (i32.const -1) (i32.const 0))
          (ref.is_null (local.get $none))
          (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
        end))`,
    call: 'run',
    args: [4],
    host: logging,
  },
  'traps behind safepoints': {
    text: `(module ${imports} (memory (export "m") 1)
      (func $deep (param $n i32) (param $d i32) (result i32)
        (call $log (local.get $n))
        (i32.store (i32.const 4) (local.get $n))
        (if (result i32) (local.get $n)
          (then (i32.div_s (i32.const 100) (call $deep (i32.sub (local.get $n) (i32.const 1)) (local.get $d))))
          (else (i32.sub (local.get $d) (i32.const 1)))))
      (func (export "run") (param i32 i32) (result i32) (call $deep (local.get 0) (local.get 1))))`,
    call: 'run',
    args: [4, 1],
    host: logging,
  },
  vectors: {
    text: `(module ${imports} (memory (export "m") 1) (global $g (mut v128) (v128.const i64x2 1 2))
      (func (export "run") (param $n i32) (local $v v128)
        loop $next
          (i32x4.splat (local.get $n))
          (call $log (local.get $n))
          (i64x2.add (local.get $v))
          local.tee $v
          (global.set $g (i64x2.add (global.get $g)))
          (v128.store (i32.const 16) (global.get $g))
          (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
        end))`,
    call: 'run',
    args: [4],
    host: logging,
  },
  'a host that calls back': {
    text: `(module (import "env" "log" (func $log (param i32))) (import "env" "back" (func $back (param i32) (result i32))) (global (export "g") (mut i32) (i32.const 0))
      (func (export "callback") (param $n i32) (result i32)
        loop $next
          (global.set 0 (i32.add (global.get 0) (local.get $n)))
          (call $log (local.get $n))
          (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
        end
        global.get 0)
      (func (export "run") (param $n i32) (result i32)
        loop $next (result i32)
          (call $back (local.get $n))
          (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
        end))`,
    call: 'run',
    args: [3],
    host: (log, exports) => ({
      env: {
        log: (value: number) => void log.push(`log ${value}`),
        back: (value: number) => (exports()['callback'] as (value: number) => number)(value),
      },
    }),
  },
  'a start function': {
    text: `(module ${imports} (global (export "g") (mut i32) (i32.const 0)) (start $start)
      (func $start (global.set 0 (i32.const 5)) (call $log (i32.const 3)))
      (func (export "run") (param $n i32) (result i32)
        loop $next
          (global.set 0 (i32.add (global.get 0) (i32.const 1)))
          (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
        end
        global.get 0))`,
    call: 'run',
    args: [4],
    host: logging,
  },
};
