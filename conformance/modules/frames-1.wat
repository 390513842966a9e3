(module
  (type $unary (func (param i32) (result i32)))
  (import "env" "log" (func $log (param i32)))
  (table 1 funcref)
  (func $main (param i32) (result i32) (local i64 f32 (ref $unary))
    (local.set 1 (i64.const 1))
    (loop $again (result i32)
      i32.const 10
      (call $middle (local.get 0) (i64.const 2))
      i32.add
      (br_if $again (i32.eqz (local.get 0)))
      (local.set 0 (i32.wrap_i64 (local.get 1)))))
  (func $middle (param i32 i64) (result i32)
    f64.const 1
    (call_indirect (type $unary) (local.get 0) (i32.const 0))
    drop drop
    (return_call $tail (local.get 0)))
  (func $tail (type $unary)
    (call $log (local.get 0))
    (local.set 0 (i32.const 3))
    (return_call_indirect (type $unary) (local.get 0) (i32.const 0)))
  (func $leaf (type $unary)
    (block $b (result i32)
      i32.const 7
      (call_ref $unary (i32.const 1) (ref.func $leaf))
      (br $b)
      (block (nop))
      drop)
    (local.get 0)
    i32.add)
  (func $other (param i32 i32) (result i32)
    (local (ref $unary))
    (if (local.get 0) (then (local.set 2 (ref.func $leaf)) (call $log (i32.const 0))))
    nop
    i32.const 0)
  (elem declare func $leaf))
