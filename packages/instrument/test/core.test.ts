import { assemble } from './assemble.js';
import { type Program, Torture } from './torture.js';

type Case = readonly [name: string, text: string, rest: Omit<Program, 'bytes'>, least: number];

const logging = (log: unknown[]): WebAssembly.Imports => ({
  env: {
    log: (...values: unknown[]) => {
      log.push(values);
    },
    add: (one: number, other: number) => {
      log.push(['add', one, other]);
      return one + other;
    },
    wide: (one: bigint) => {
      log.push(['wide', one]);
      return one * 3n;
    },
  },
});

const cases: readonly Case[] = [
  [
    'a loop',
    `(module (func (export "run") (param i32) (result i32) (local i32)
      (loop $l (local.set 1 (i32.add (local.get 1) (local.get 0)))
        (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
      (local.get 1)))`,
    { call: 'run', args: [10] },
    10,
  ],
  [
    'recursion with operands under the call',
    `(module (func $fib (export "run") (param i32) (result i32)
      (if (result i32) (i32.lt_s (local.get 0) (i32.const 2)) (then (local.get 0))
        (else (i32.add (call $fib (i32.sub (local.get 0) (i32.const 1))) (call $fib (i32.sub (local.get 0) (i32.const 2))))))))`,
    { call: 'run', args: [7] },
    40,
  ],
  [
    'nested loops with parameters and results, branches out',
    `(module
      (func (export "run") (param i32) (result i32) (local i32 i32)
        (i32.const 1) (i32.const 2)
        (loop $outer (param i32 i32) (result i32)
          (i32.add)
          (local.set 2 (i32.const 3))
          (loop $inner (param i32) (result i32)
            (i32.mul (i32.const 3))
            (block $out (param i32) (result i32)
              (br_if $out (i32.eqz (local.tee 2 (i32.sub (local.get 2) (i32.const 1)))))
              (br $inner))
            (i32.xor (local.get 1)))
          (if (param i32) (result i32 i32) (i32.lt_u (local.get 1) (local.get 0))
            (then (local.set 1 (i32.add (local.get 1) (i32.const 1))) (local.get 1) (br $outer))
            (else (i32.const 77)))
          (i32.sub))))`,
    { call: 'run', args: [6] },
    20,
  ],
  [
    'i64, f32, f64, memory, globals, br_table, host calls',
    `(module
      (import "env" "log" (func $log (param f64 i64)))
      (import "env" "add" (func $add (param i32 i32) (result i32)))
      (import "env" "wide" (func $wide (param i64) (result i64)))
      (memory (export "memory") 1)
      (global $g (export "g") (mut i64) (i64.const 5))
      (global $f (mut f32) (f32.const nan:0x200123))
      (func $step (param i32 f32 f64) (result f64) (local i64)
        (block $d (block $c (block $b (block $a (br_table $a $b $c $d (i32.rem_u (local.get 0) (i32.const 4))))
          (global.set $g (i64.add (global.get $g) (call $wide (i64.extend_i32_u (local.get 0)))))
          (br $d))
          (local.set 2 (f64.mul (local.get 2) (f64.const 1.5))) (br $d))
          (i32.store (i32.mul (local.get 0) (i32.const 4)) (call $add (local.get 0) (i32.const 100))))
        (f64.add (local.get 2) (f64.promote_f32 (local.get 1))))
      (func (export "run") (param i32) (result f64) (local f64 i32)
        (loop $l
          (local.set 1 (f64.add (local.get 1)
            (call $step (local.get 2) (f32.convert_i32_u (local.get 2)) (local.get 1))))
          (call $log (local.get 1) (global.get $g))
          (local.set 2 (i32.add (local.get 2) (i32.const 1)))
          (br_if $l (i32.lt_u (local.get 2) (local.get 0))))
        (i32.store (i32.const 400) (i32.reinterpret_f32 (global.get $f)))
        (local.get 1)))`,
    { call: 'run', args: [9], imports: logging },
    30,
  ],
  [
    'indirect calls, several results, operands across calls',
    `(module
      (type $t (func (param i32 i32) (result i32 i64)))
      (import "env" "add" (func $imported (param i32 i32) (result i32)))
      (table 4 funcref) (elem (i32.const 0) $a $b $c $imported)
      (func $a (type $t) (local.get 0) (i64.extend_i32_s (local.get 1)))
      (func $b (type $t) (call_indirect (type $t) (local.get 1) (local.get 0) (i32.const 0)) (i64.mul (i64.const 3)))
      (func $c (type $t) (local i32)
        (local.set 2 (i32.const 2))
        (loop $l (param) (result)
          (local.set 1 (i32.add (local.get 1) (local.get 0)))
          (br_if $l (local.tee 2 (i32.sub (local.get 2) (i32.const 1)))))
        (call_indirect (type $t) (local.get 1) (local.get 0) (i32.const 1)))
      (func (export "run") (param i32) (result i64) (local i64 i32)
        (loop $l
          (i32.const 40) (local.get 0) (i64.const 2)
          (call_indirect (type $t) (local.get 0) (i32.const 7) (i32.rem_u (local.get 0) (i32.const 3)))
          (local.set 1 (i64.xor (local.get 1)))
          (local.set 2)
          (local.set 1 (i64.add (local.get 1)))
          (i32.add) (i32.add (local.get 2)) (local.set 2)
          (local.set 1 (i64.add (local.get 1) (i64.extend_i32_s (local.get 2))))
          (local.set 1 (i64.add (local.get 1) (i64.extend_i32_s
             (call_indirect (param i32 i32) (result i32) (local.get 0) (i32.const 1) (i32.const 3)))))
          (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
        (local.get 1)))`,
    { call: 'run', args: [7], imports: logging },
    40,
  ],
  [
    'traps and unreachable code',
    `(module (memory (export "memory") 1)
      (func $deep (param i32) (result i32)
        (i32.store (local.get 0) (local.get 0))
        (if (i32.eqz (local.get 0)) (then (unreachable) (drop (call $deep (i32.const 1)))))
        (i32.add (call $deep (i32.sub (local.get 0) (i32.const 1))) (i32.const 1))
        (return) (br_if 0 (i32.const 3)) (loop (br 0)))
      (func (export "run") (param i32) (result i32) (call $deep (local.get 0))))`,
    { call: 'run', args: [5] },
    7,
  ],
  [
    'bulk memory and dropped segments',
    `(module (memory (export "memory") 1)
      (data $d "abcdefgh") (data $e "ijkl") (table $t 4 funcref) (elem $s func $f $run)
      (func $f (param i32) (result i32) (i32.mul (local.get 0) (i32.const 3)))
      (func $copy (param i32) (memory.init $d (local.get 0) (i32.const 1) (i32.const 3)))
      (func $run (export "run") (param i32) (result i32) (local i32)
        (memory.init $e (i32.const 100) (i32.const 0) (i32.const 4))
        (data.drop $e)
        (table.init $t $s (i32.const 2) (i32.const 0) (i32.const 1))
        (elem.drop $s)
        (loop $l
          (call $copy (i32.mul (local.get 0) (i32.const 8)))
          (memory.copy (i32.const 200) (i32.mul (local.get 0) (i32.const 8)) (i32.const 8))
          (local.set 1 (call_indirect (param i32) (result i32) (i32.add (local.get 1) (i32.const 1)) (i32.const 2)))
          (drop (memory.grow (i32.const 1)))
          (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
        (data.drop $d)
        (loop (br_if 0 (i32.eqz (local.tee 0 (i32.add (local.get 0) (i32.const 1))))))
        (call $copy (i32.const 0))
        (local.get 1)))`,
    { call: 'run', args: [4] },
    15,
  ],
  [
    'vectors in locals and under calls',
    `(module
      (import "env" "add" (func $add (param i32 i32) (result i32)))
      (memory (export "memory") 1)
      (global $v (mut v128) (v128.const i64x2 1 2))
      (func $mix (param v128 i32) (result v128)
        (i32x4.add (local.get 0) (i32x4.splat (call $add (local.get 1) (i32.const 1)))))
      (func (export "run") (param i32) (result i64) (local v128)
        (loop $l
          (v128.store (i32.shl (local.get 0) (i32.const 4))
            (local.tee 1 (i64x2.add (i32x4.neg (local.get 1)) (call $mix (v128.const i32x4 1 2 3 4) (local.get 0)))))
          (global.set $v (v128.xor (global.get $v) (local.get 1)))
          (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
        (i64.add (i64x2.extract_lane 0 (global.get $v)) (i64x2.extract_lane 1 (local.get 1)))))`,
    { call: 'run', args: [4], imports: logging },
    12,
  ],
  [
    'tail calls: direct, indirect, of the host, in a circle',
    `(module
      (type $t (func (param i32 i64) (result i64)))
      (import "env" "wide" (func $wide (param i64) (result i64)))
      (table 2 funcref) (elem (i32.const 0) $even $host)
      (func $host (type $t) (return_call $wide (local.get 1)))
      (func $even (type $t)
        (if (i32.eqz (local.get 0)) (then (return_call_indirect (type $t) (i32.const 0) (local.get 1) (i32.const 1))))
        (return_call $odd (i32.sub (local.get 0) (i32.const 1)) (i64.add (local.get 1) (i64.const 3))))
      (func $odd (type $t)
        (return_call_indirect (type $t)
          (i32.sub (local.get 0) (i32.const 1)) (i64.mul (local.get 1) (i64.const 7)) (i32.const 0)))
      (func (export "run") (param i32) (result i64)
        (i64.sub (call $even (local.get 0) (i64.const 1)) (i64.add (i64.const 5) (call $host (i32.const 1) (i64.const 9))))))`,
    { call: 'run', args: [6], imports: logging },
    8,
  ],
  [
    'parameters of if, each arm with sites',
    `(module
      (import "env" "add" (func $add (param i32 i32) (result i32)))
      (func $f (param i32 i32 i32) (result i32 i32)
        (call $add (local.get 0) (local.get 1)) (i32.mul (local.get 2) (i32.const 3)) (local.get 2)
        (if (param i32 i32) (result i32 i32)
          (then (call $add) (local.set 0) (call $add (local.get 0) (i32.const 1)) (local.get 1))
          (else (call $add (i32.const 1) (i32.const 2)) (drop) (call $add (i32.const 3) (i32.const 4)) (i32.add))))
      (func (export "run") (param i32) (result i32) (local i32 i32)
        (loop $l
          (call $f (local.get 0) (local.get 1) (i32.and (local.get 0) (i32.const 1)))
          (local.set 1 (i32.add)) 
          (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
        (local.get 1)))`,
    { call: 'run', args: [5], imports: logging },
    20,
  ],
];

describe('stopped at every poll and finished in another instance', () => {
  test.each(cases)('%s', async (_name, text, rest, least) => {
    const torture = new Torture({ bytes: await assemble(text), ...rest });
    expect(torture.everywhere()).toBeGreaterThanOrEqual(least);
    torture.everywhere([0], 3);
    torture.everywhere([1], 4);
    torture.everywhere([3, 0, 2], 4);
  });
});
