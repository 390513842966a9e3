;; v128 in locals, operands, globals, parameters, results and block parameters.
(module
  (import "env" "log" (func $log (param i32)))
  (import "env" "log64" (func $log64 (param i64)))
  (global $kept (mut v128) (v128.const i32x4 1 2 3 4))
  (memory 1)

  (func $mix (param $a v128) (param $k i32) (param $b v128) (result v128 i64 v128)
    (call $log64 (i64x2.extract_lane 0 (local.get $a)))
    (call $log64 (i64x2.extract_lane 1 (local.get $b)))
    (i32x4.add (local.get $a) (i32x4.splat (local.get $k)))
    (i64x2.extract_lane 1 (i64x2.mul (local.get $a) (local.get $b)))
    (i8x16.shuffle 0 17 2 19 4 21 6 23 8 25 10 27 12 29 14 31 (local.get $a) (local.get $b)))

  (func (export "run") (param $n i32) (result i64)
    (local $v v128) (local $nan v128) (local $sum i64)
    (local.set $v (v128.const i8x16 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15))
    (local.set $nan (v128.const f32x4 nan:0x200001 -nan:0x1 -0 inf))
    loop $next
      local.get $sum
      local.get $nan
      global.get $kept
      (call $mix (local.get $v) (local.get $n) (global.get $kept))
      local.set $v
      local.set $sum
      global.set $kept
      block $b (param v128 v128) (result v128)
        v128.xor
        (call $log (i32.load8_u offset=3 (i32.const 0)))
        local.get $n
        i32.const 1
        i32.and
        br_if $b
        (v128.store (i32.const 0) (local.get $v))
        local.get $nan
        v128.xor
        loop $once (param v128) (result v128)
          local.get $v
          i16x8.add
        end
      end
      i64x2.extract_lane 0
      i64.add
      local.get $sum
      i64.xor
      local.set $sum
      local.get $n
      i32.const 1
      i32.sub
      local.tee $n
      br_if $next
    end
    local.get $sum
    (i64x2.extract_lane 0 (local.get $nan))
    i64.xor))
