import type { TextCase } from '../resume/programs.js';

const log = '(import "env" "log" (func $log (param i32)))';
const host: NonNullable<TextCase['host']> = (lines) => ({
  env: { log: (value: number) => void lines.push(`log ${value}`) },
});

/** Programs with objects, by what they are about. */
export const objectPrograms: Readonly<Record<string, TextCase>> = {
  'structures that are shared and in a circle': {
    text: `(module ${log} (rec (type $node (struct (field $value (mut i32)) (field $next (mut (ref null $node))))))
      (global $last (mut (ref null $node)) (ref.null $node)) (table $t 2 (ref null $node))
      (func (export "run") (param $n i32) (result i32) (local $first (ref null $node)) (local $at (ref null $node)) (local $sum i32)
        (local.set $first (struct.new $node (i32.const 1) (ref.null $node)))
        (struct.set $node $next (local.get $first) (local.get $first))
        loop $next
          (local.set $at (struct.new $node (local.get $n) (struct.get $node $next (local.get $first))))
          (struct.set $node $next (local.get $first) (local.get $at))
          (global.set $last (local.get $at)) (table.set $t (i32.const 1) (local.get $first))
          (local.get $at) (call $log (local.get $n)) (call $log (ref.eq (table.get $t (i32.const 1)) (local.get $first)))
          (call $log (struct.get $node $value))
          (struct.set $node $value (global.get $last) (i32.add (struct.get $node $value (local.get $at)) (i32.const 100)))
          (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
        end
        (local.set $at (local.get $first))
        loop $walk
          (local.set $sum (i32.add (local.get $sum) (struct.get $node $value (local.get $at))))
          (call $log (local.get $sum))
          (br_if $walk (i32.eqz (ref.eq (local.tee $at (struct.get $node $next (local.get $at))) (local.get $first))))
        end
        local.get $sum))`,
    call: 'run',
    args: [4],
    host,
  },
  'fields of every storage type, for good and not': {
    text: `(module ${log} (type $all (struct (field i8) (field (mut i16)) (field (mut i32)) (field i64) (field (mut f32)) (field f64) (field (mut v128)) (field (mut i31ref)) (field (mut externref)) (field funcref)))
      (elem declare func $f) (func $f)
      (func (export "run") (param $n i32) (result i64) (local $o (ref null $all)) (local $sum i64)
        (local.set $o (struct.new $all (i32.const -1) (i32.const -2) (i32.const -3) (i64.const -4) (f32.const nan:0x200001) (f64.const -nan:0x4000000000001) (v128.const i64x2 5 -6) (ref.i31 (i32.const -7)) (extern.convert_any (ref.i31 (i32.const 8))) (ref.func $f)))
        loop $next
          (call $log (struct.get_s $all 0 (local.get $o))) (call $log (struct.get_u $all 1 (local.get $o)))
          (struct.set $all 1 (local.get $o) (i32.add (struct.get_u $all 1 (local.get $o)) (i32.const 3)))
          (call $log (i32.reinterpret_f32 (struct.get $all 4 (local.get $o))))
          (local.set $sum (i64.add (local.get $sum) (i64.add (i64.reinterpret_f64 (struct.get $all 5 (local.get $o))) (i64x2.extract_lane 1 (struct.get $all 6 (local.get $o))))))
          (call $log (i31.get_s (struct.get $all 7 (local.get $o))))
          (call $log (i31.get_s (ref.cast i31ref (any.convert_extern (struct.get $all 8 (local.get $o))))))
          (call $log (ref.is_null (struct.get $all 9 (local.get $o))))
          (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
        end
        (i64.add (local.get $sum) (struct.get $all 3 (local.get $o)))))`,
    call: 'run',
    args: [3],
    host,
  },
  'arrays of numbers and of references, for good and not': {
    text: `(module ${log} (type $bytes (array (mut i8))) (type $text (array i16)) (type $wide (array (mut v128))) (type $refs (array (mut anyref))) (type $kept (array (ref null $bytes)))
      (data $d "h\\00e\\00l\\00l\\00o\\00")
      (func (export "run") (param $n i32) (result i32) (local $b (ref null $bytes)) (local $t (ref null $text)) (local $r (ref null $refs)) (local $k (ref null $kept)) (local $w (ref null $wide)) (local $i i32)
        (local.set $b (array.new $bytes (i32.const 7) (i32.const 10)))
        (local.set $t (array.new_data $text $d (i32.const 2) (i32.const 3)))
        (local.set $k (array.new_fixed $kept 3 (local.get $b) (ref.null $bytes) (local.get $b)))
        (local.set $r (array.new_default $refs (i32.const 4)))
        (local.set $w (array.new_default $wide (i32.const 3)))
        loop $next
          (array.set $bytes (local.get $b) (local.get $i) (i32.mul (local.get $i) (i32.const 50)))
          (array.set $refs (local.get $r) (i32.rem_u (local.get $i) (i32.const 4)) (local.get $k))
          (array.set $wide (local.get $w) (i32.rem_u (local.get $i) (i32.const 3)) (i32x4.splat (local.get $i)))
          (call $log (array.get_s $bytes (array.get $kept (local.get $k) (i32.const 2)) (local.get $i)))
          (call $log (array.get_u $text (local.get $t) (i32.rem_u (local.get $i) (i32.const 3))))
          (call $log (ref.eq (ref.cast eqref (array.get $refs (local.get $r) (i32.const 0))) (local.get $k)))
          (call $log (i32x4.extract_lane 3 (array.get $wide (local.get $w) (i32.const 1))))
          (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))
        end
        (i32.add (array.len (local.get $r)) (array.len (local.get $t)))))`,
    call: 'run',
    args: [5],
    host,
  },
  'an array that never changes, longer than engines let one be spelt out': {
    text: `(module ${log} (type $n (struct (field (mut i32)))) (type $same (array (ref null $n)))
      (func (export "run") (param $n i32) (result i32) (local $o (ref null $n)) (local $a (ref null $same))
        (local.set $o (struct.new $n (i32.const 4)))
        (local.set $a (array.new $same (local.get $o) (i32.const 10001)))
        loop $next
          (call $log (ref.eq (local.get $o) (array.get $same (local.get $a) (i32.const 10000))))
          (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
        end
        (array.len (local.get $a))))`,
    call: 'run',
    args: [2],
    host,
  },
  'references without null that go in a circle': {
    text: `(module ${log} (rec (type $a (struct (field $b (mut (ref $b))) (field $n (mut i32)))) (type $b (sub (struct))) (type $c (sub $b (struct (field $a (mut (ref $a)))))) (type $d (sub $b (struct (field i32)))))
      (func (export "run") (param $n i32) (result i32) (local $a (ref null $a)) (local $eq (ref null $a))
        (local.set $a (struct.new $a (struct.new $d (i32.const 4)) (i32.const 0)))
        (struct.set $a $b (local.get $a) (struct.new $c (ref.as_non_null (local.get $a))))
        loop $next
          (struct.set $a $n (local.get $a) (i32.add (struct.get $a $n (local.get $a)) (local.get $n)))
          (call $log (struct.get $a $n (struct.get $c $a (ref.cast (ref $c) (struct.get $a $b (local.get $a))))))
          (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
        end
        (ref.eq (local.get $a) (struct.get $c $a (ref.cast (ref $c) (struct.get $a $b (local.get $a)))))))`,
    call: 'run',
    args: [3],
    host,
  },
  'globals whose initialisers make objects': {
    text: `(module ${log} (rec (type $leaf (struct (field (mut i32)))) (type $pair (struct (field (ref $leaf)) (field (mut (ref null $leaf))) (field i32))))
      (global $leaf (ref $leaf) (struct.new $leaf (i32.const 3)))
      (global $pair (ref $pair) (struct.new $pair (global.get $leaf) (struct.new $leaf (i32.const 9)) (i32.const 5)))
      (global $list (ref null $leaf) (global.get $leaf))
      (func (export "run") (param $n i32) (result i32)
        loop $next
          (struct.set $leaf 0 (struct.get $pair 0 (global.get $pair)) (i32.add (struct.get $leaf 0 (global.get $list)) (local.get $n)))
          (call $log (struct.get $leaf 0 (global.get $leaf)))
          (struct.set $pair 1 (global.get $pair) (global.get $leaf))
          (call $log (struct.get $leaf 0 (struct.get $pair 1 (global.get $pair))))
          (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
        end
        (i32.add (ref.eq (global.get $leaf) (struct.get $pair 0 (global.get $pair))) (struct.get $pair 2 (global.get $pair)))))`,
    call: 'run',
    args: [3],
    host,
  },
  'element segments whose expressions make objects': {
    text: `(module ${log} (type $n (struct (field (mut i32)))) (type $pair (struct (field (ref $n)) (field (ref null $n)))) (type $all (array (mut anyref)))
      (global $one (ref $n) (struct.new $n (i32.const 1)))
      (table $t 4 anyref)
      (elem $kept anyref (item (struct.new $n (i32.const 10))) (item (global.get $one)) (item (struct.new $pair (struct.new $n (i32.const 20)) (global.get $one))) (item (ref.i31 (i32.const 5))))
      (elem $dropped (ref $n) (item (struct.new $n (i32.const 30))))
      (elem $outside externref (item (extern.convert_any (struct.new $n (i32.const 40)))))
      (table $x 1 externref)
      (func $bump (param $o (ref null $n)) (struct.set $n 0 (local.get $o) (i32.add (struct.get $n 0 (local.get $o)) (i32.const 1))) (call $log (struct.get $n 0 (local.get $o))))
      (func (export "run") (param $n i32) (result i32) (local $a (ref null $all)) (local $first (ref null eq)) (local $same i32)
        (table.init $t $dropped (i32.const 3) (i32.const 0) (i32.const 1))
        elem.drop $dropped
        (local.set $first (ref.cast eqref (array.get $all (array.new_elem $all $kept (i32.const 0) (i32.const 1)) (i32.const 0))))
        loop $next
          (local.set $a (array.new_elem $all $kept (i32.const 0) (i32.const 4)))
          (call $bump (ref.cast (ref $n) (array.get $all (local.get $a) (i32.const 0))))
          (call $bump (ref.cast (ref $n) (array.get $all (local.get $a) (i32.const 1))))
          (call $bump (struct.get $pair 0 (ref.cast (ref $pair) (array.get $all (local.get $a) (i32.const 2)))))
          (call $bump (global.get $one))
          (call $bump (ref.cast (ref $n) (table.get $t (i32.const 3))))
          (table.init $x $outside (i32.const 0) (i32.const 0) (i32.const 1))
          (call $bump (ref.cast (ref $n) (any.convert_extern (table.get $x (i32.const 0)))))
          (local.set $same (i32.add (local.get $same) (ref.eq (local.get $first) (ref.cast eqref (array.get $all (local.get $a) (i32.const 0))))))
          (local.set $same (i32.add (local.get $same) (ref.eq (struct.get $pair 1 (ref.cast (ref $pair) (array.get $all (local.get $a) (i32.const 2)))) (global.get $one))))
          (table.init $t $kept (i32.const 0) (i32.const 1) (i32.const 3))
          (local.set $same (i32.add (local.get $same) (ref.eq (global.get $one) (ref.cast eqref (table.get $t (i32.const 0))))))
          (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
        end
        local.get $same))`,
    call: 'run',
    args: [3],
    host,
  },
  'types that are met only as objects, and functions that take and return what has no null': {
    text: `(module ${log}
      (rec (type $shape (sub (struct (field $id i32) (field $area (ref $f))))) (type $f (func (param (ref $shape)) (result i32))))
      (type $round (sub $shape (struct (field $id i32) (field $area (ref $f)) (field $r (mut i32)))))
      (type $ring (sub final $round (struct (field $id i32) (field $area (ref $f)) (field $r (mut i32)) (field $hole (ref $shape)))))
      (elem declare func $plain $rounded)
      (func $plain (type $f) (call $log (struct.get $shape $id (local.get 0))) (i32.const 1))
      (func $rounded (type $f) (local $o (ref $round))
        (call $log (i32.const 77))
        (local.set $o (ref.cast (ref $round) (local.get 0)))
        (call $log (ref.test (ref $ring) (local.get $o)))
        (struct.set $round $r (local.get $o) (i32.add (struct.get $round $r (local.get $o)) (i32.const 1)))
        (struct.get $round $r (local.get $o)))
      (func $make (param $n i32) (result (ref $shape) (ref $f)) (local $made (ref $shape))
        (call $log (local.get $n))
        (local.set $made (struct.new $shape (local.get $n) (ref.func $plain)))
        (if (i32.and (local.get $n) (i32.const 1)) (then
          (local.set $made (struct.new $ring (local.get $n) (ref.func $rounded) (i32.const 5) (local.get $made)))))
        (call $log (i32.const 88))
        (local.get $made) (struct.get $shape $area (local.get $made)))
      (func $twice (param $o (ref $shape)) (param $f (ref $f)) (result i32 (ref $shape))
        (call_ref $f (local.get $o) (local.get $f)) (local.get $o))
      (func (export "run") (param $n i32) (result i32) (local $sum i32) (local $o (ref null $shape))
        loop $next
          (local.get $sum)
          (call $twice (call $make (local.get $n)))
          (local.set $o)
          (i32.add)
          (call_ref $f (ref.as_non_null (local.get $o)) (struct.get $shape $area (local.get $o)))
          (i32.add)
          (local.set $sum)
          (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
        end
        local.get $sum))`,
    call: 'run',
    args: [3],
    host,
  },
  'exceptions that are held, thrown on and kept in tables': {
    text: `(module ${log} (tag $e (param i32 i64 f32)) (tag $none) (table $kept 3 exnref) (global $g (mut exnref) (ref.null exn)) (global $never exnref (ref.null noexn))
      (func $fail (param $n i32) (if (i32.and (local.get $n) (i32.const 1)) (then (throw $e (local.get $n) (i64.const 7) (f32.const nan:0x200002)))) (throw $none))
      (func $caught (param $n i32) (result exnref)
        block $b (result exnref) try_table (catch_all_ref $b) (call $log (local.get $n)) (call $fail (local.get $n)) end unreachable end)
      (func $again (param $x exnref) (result i32)
        block $none block $b (result i32 i64 f32) try_table (catch $e $b) (catch $none $none) (call $log (i32.const 50)) (throw_ref (local.get $x)) end unreachable end
          i32.reinterpret_f32 call $log drop return end
        i32.const -1)
      (func (export "run") (param $n i32) (result i32) (local $x exnref) (local $sum i32)
        loop $next
          (local.set $x (call $caught (local.get $n)))
          (table.set $kept (i32.rem_u (local.get $n) (i32.const 3)) (local.get $x))
          (global.set $g (local.get $x))
          (call $log (ref.is_null (table.get $kept (i32.const 2))))
          (local.set $sum (i32.add (local.get $sum) (i32.add (call $again (global.get $g)) (call $again (table.get $kept (i32.rem_u (local.get $n) (i32.const 3)))))))
          (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
        end
        local.get $sum))`,
    call: 'run',
    args: [4],
    host,
  },
  'an exception that leaves frames which wait for it': {
    text: `(module ${log} (tag $e (param i32))
      (func $deep (param $n i32) (result i32)
        (call $log (local.get $n))
        (if (i32.eqz (local.get $n)) (then (throw $e (i32.const 42))))
        (i32.add (call $deep (i32.sub (local.get $n) (i32.const 1))) (i32.const 1)))
      (func (export "run") (param $n i32) (result i32)
        loop $next (result i32)
          block $h (result i32)
            try_table (result i32) (catch $e $h) (call $deep (local.get $n)) end
          end
          (call $log (local.get $n))
          (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
        end))`,
    call: 'run',
    args: [3],
    host,
  },
};
