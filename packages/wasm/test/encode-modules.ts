import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';

/** Modules in the text format that together use every section, type and kind of immediate. */
export const moduleTexts: Readonly<Record<string, string>> = {
  empty: '(module)',
  named: '(module $empty)',
  types: `(module
    (type $f (func)) (type (func (param i32 i64 f32 f64 v128 funcref externref) (result i32 i64)))
    (rec (type $list (sub (struct (field $head (mut i8)) (field $tail (mut (ref null $list)))))) (type $longer (sub $list (struct (field (mut i8)) (field (mut (ref null $list))) (field $more (ref $f))))))
    (rec) (rec (type $one (sub final (array (mut i16)))))
    (type $refs (struct (field anyref) (field (ref eq)) (field i31ref) (field structref) (field (ref array)) (field nullref) (field nullfuncref) (field nullexternref) (field exnref) (field nullexnref))))`,
  imports: `(module
    (type $f (func (param i32)))
    (import "m" "f" (func $f (type $f))) (import "m" "t" (table $t 1 10 funcref)) (import "" "" (memory $m i64 1 2))
    (import "m" "sh" (memory 1 2 shared)) (import "m" "g" (global $g (mut v128))) (import "\\u{1f600}" "e" (tag $e (type $f))))`,
  definitions: `(module $definitions
    (type $f (func))
    (func $start (type $f))
    (table $a 1 funcref) (table $b i64 1 2 (ref $f) (ref.func $start)) (table $c 1 externref) (table $z 2 funcref)
    (memory $m 1) (memory $n i64 0 0x1000000000000) (memory 10 (pagesize 1))
    (tag $t (param i32))
    (global $g i32 (i32.const -1)) (global $h (mut i64) (i64.add (i64.const 1) (i64.const 2))) (global anyref (ref.i31 (global.get $g)))
    (export "a" (func $start)) (export "" (table $b)) (export "m" (memory $n)) (export "g" (global $h)) (export "t" (tag $t))
    (start $start)
    (elem $e (i32.const 0) func $start $start) (elem (table $c) (i32.const 0) externref (ref.null extern)) (elem func $start) (elem declare func $start)
    (elem $x funcref (ref.func $start) (ref.null func)) (elem (table $z) (i32.const 1) func $start) (elem declare (ref $f) (ref.func $start)) (elem (i32.const 0) funcref (item ref.func $start))
    (data $d (i32.const 0) "abc") (data $p "\\00\\ff") (data (memory $n) (i64.const 7) "") (@custom "tail" "xyz"))`,
  control: `(module
    (type $f (func (param i32) (result i32)))
    (tag $t (param i32))
    (table $tab 2 funcref) (table $other 2 funcref)
    (func $callee (type $f) (local.get 0))
    (func $control (param $p i32) (result i32) (local $x i64) (local f32 f32) (local $y (ref null $f))
      (block $b (result i32)
        (loop $l (br_if $l (local.get $p)) (br_if 0 (local.get $p)))
        (block $b (br $b) (br 1 (i32.const 1)))
        (block (br 0) (block (br 1) (br 0)))
        (drop (if $i (result i32) (local.get $p) (then (i32.const 1)) (else (br $i (i32.const 2)))))
        (if (local.get $p) (then (nop)))
        (i32.const 1) (loop (type $f) (param i32) (result i32) (br_if 0 (local.get $p))) (drop)
        (drop (call $callee (call_indirect (type $f) (i32.const 0) (i32.const 1))))
        (drop (call_indirect $other (type $f) (i32.const 0) (i32.const 1)))
        (drop (call_ref $f (i32.const 0) (ref.func $callee)))
        (drop (block $done (result i32) (br_table $done $b 2 0 (i32.const 0) (local.get $p))))
        (drop (select (i32.const 1) (i32.const 2) (i32.const 3)))
        (drop (select (result (ref null $f)) (local.get $y) (ref.null $f) (i32.const 3)))
        (block $all (drop (block $handler (result i32) (try_table $try (catch $t $handler) (catch_all 1) (throw $t (i32.const 1))) (i32.const 3))))
        (block $ref (result i32 exnref) (try_table (result i32) (catch_ref $t $ref) (i32.const 1)) (return))
        throw_ref)
      (return_call $callee (i32.const 1))
      (return_call_indirect (type $f) (i32.const 0) (i32.const 1))
      (return_call_ref $f (i32.const 0) (ref.as_non_null (local.get $y))))
    (elem declare func $callee))`,
  legacy: `(module (type $e (func (param i32))) (tag $t (type $e)) (tag $u)
    (func $legacy (result i32)
      try $outer (result i32)
        try $inner
          i32.const 1 throw $t
        delegate $outer
        try do_it_is_named
        catch $u
          try nop catch_all rethrow 0 rethrow 1 end
        end
        i32.const 1
      catch $t
        drop i32.const 2
      catch_all
        rethrow $outer
      end))`.replace(' do_it_is_named', ''),
  memory: `(module
    (memory $m 1) (memory $n i64 1) (data $d "abc")
    (func $access (param $i i32) (param $j i64)
      (i32.store8 (local.get $i) (i32.load16_s offset=65535 align=1 (local.get $i)))
      (i64.store $n offset=18446744073709551615 (local.get $j) (i64.load $n align=2 (local.get $j)))
      (memory.init $d (i32.const 0) (i32.const 0) (i32.const 0)) (memory.init $n $d (i64.const 0) (i32.const 0) (i32.const 0)) (data.drop $d)
      (memory.copy (i32.const 0) (i32.const 0) (i32.const 0)) (memory.copy $n $m (i64.const 0) (i32.const 0) (i32.const 0))
      (memory.fill $n (i64.const 0) (i32.const 0) (i64.const 0)) (drop (memory.grow (memory.size))) (drop (memory.grow $n (memory.size $n)))
      (drop (i32.atomic.rmw.add offset=4 (local.get $i) (i32.const 1))) (atomic.fence)
      (drop (v128.load8_lane $n offset=3 15 (local.get $j) (v128.const f64x2 1 -nan:0x4))) (drop (v128.load64_splat align=1 (i32.const 0)))
      (drop (i8x16.shuffle 0 1 2 3 4 5 6 7 24 25 26 27 28 29 30 31 (v128.const i64x2 0 -1) (v128.const i8x16 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16)))
      (drop (i16x8.replace_lane 7 (v128.const i64x2 0 0) (i32.const 65535)))))`,
  numbers: `(module (global $g (mut i32) (i32.const 0)) (func $numbers (global.set $g (global.get $g))
      (drop (i32.const -2147483648)) (drop (i64.const -9223372036854775808)) (drop (i64.const 0x7fffffffffffffff))
      (drop (f32.const -nan:0x1)) (drop (f32.const 0x1p-149)) (drop (f32.const 0x1.fffffep127)) (drop (f32.const -0)) (drop (f32.const -inf))
      (drop (f64.const nan:0x8000000000001)) (drop (f64.const 0x0.0000000000001p-1022)) (drop (f64.const 0x1.fffffffffffffp1023)) (drop (f64.const 0.1))))`,
  references: `(module
    (type $f (func)) (type $s (sub (struct (field $x (mut i8)) (field $y (mut i32))))) (type $t (sub $s (struct (field $x (mut i8)) (field (mut i32)) (field (mut f64)))))
    (type $bytes (array (mut i8))) (type $funcs (array (mut funcref)))
    (table $a 1 funcref) (table $b 1 funcref) (elem $e funcref (ref.func $refs)) (data $d "abc")
    (func $refs (param $o anyref) (result i32)
      (drop (struct.get_s $s $x (struct.new $s (i32.const 1) (i32.const 2)))) (struct.set $t 2 (struct.new_default $t) (f64.const 1)) (drop (struct.get $s $y (struct.new_default $s)))
      (drop (array.new_fixed $bytes 2 (i32.const 1) (i32.const 2))) (drop (array.new_data $bytes $d (i32.const 0) (i32.const 1))) (drop (array.new_elem $funcs $e (i32.const 0) (i32.const 1)))
      (array.copy $bytes $bytes (ref.null $bytes) (i32.const 0) (ref.null $bytes) (i32.const 0) (i32.const 0))
      (array.init_data $bytes $d (ref.null $bytes) (i32.const 0) (i32.const 0) (i32.const 0)) (array.init_elem $funcs $e (ref.null $funcs) (i32.const 0) (i32.const 0) (i32.const 0))
      (drop (ref.cast (ref null $t) (ref.cast (ref $s) (local.get $o)))) (drop (ref.test i31ref (local.get $o))) (drop (ref.cast anyref (local.get $o)))
      (drop (block $l (result (ref $s)) (br_on_cast $l anyref (ref $s) (local.get $o)) (return (i32.const 0))))
      (drop (block $k (result anyref) (br_on_cast_fail $k anyref (ref i31) (local.get $o)) (drop) (local.get $o)))
      (block $null (drop (br_on_null $null (local.get $o))))
      (table.init $e (i32.const 0) (i32.const 0) (i32.const 0)) (table.init $b $e (i32.const 0) (i32.const 0) (i32.const 0)) (elem.drop $e)
      (table.copy (i32.const 0) (i32.const 0) (i32.const 0)) (table.copy $b $a (i32.const 0) (i32.const 0) (i32.const 0))
      (table.set $b (i32.const 0) (table.get $a (i32.const 0))) (table.fill $a (i32.const 0) (ref.null func) (i32.const 0)) (drop (table.grow $b (ref.func $refs) (table.size $a)))
      (drop (any.convert_extern (extern.convert_any (ref.i31 (i32.const 1)))))
      (ref.is_null (ref.null none))))`,
};

/** The same, assembled by wasm-tools: integers in their shortest form, so canonical. */
export const moduleCases: readonly (readonly [string, Uint8Array])[] = await Promise.all(
  Object.entries(moduleTexts).map(async ([name, text]) => [name, await parse(text)] as const),
);
