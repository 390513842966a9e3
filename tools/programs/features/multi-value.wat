;; Functions and blocks with several results, direct and indirect, their results among operands.
(module
  (import "env" "log" (func $log (param i32)))
  (type $four (func (param i32) (result i32 i64 f32 f64)))
  (type $swap (func (param i32 i64) (result i64 i32)))
  (table funcref (elem $four-a $four-b $swap))

  (func $four-a (type $four)
    (call $log (local.get 0))
    (local.get 0)
    (i64.extend_i32_s (i32.mul (local.get 0) (i32.const -3)))
    (f32.div (f32.const 1) (f32.convert_i32_s (local.get 0)))
    (f64.sqrt (f64.convert_i32_s (local.get 0))))

  (func $four-b (type $four)
    local.get 0
    i32.const 1
    i32.add
    call $four-a)

  (func $swap (type $swap)
    (call $log (i32.const 77))
    (local.get 1) (local.get 0))

  (func $mix (param i32 i64 f32 f64) (result i64)
    (i64.extend_i32_s (local.get 0))
    (local.get 1)
    (i64.extend_i32_u (i32.reinterpret_f32 (local.get 2)))
    (i64.reinterpret_f64 (local.get 3))
    i64.xor
    i64.add
    i64.xor)

  (func (export "run") (param $n i32) (result i64 i32)
    (local $sum i64)
    loop $next
      local.get $sum
      local.get $n
      i64.const 9
      (call $four-a (local.get $n))
      (call_indirect (type $four) (local.get $n) (i32.rem_u (local.get $n) (i32.const 2)))
      call $mix
      local.set $sum
      call $mix
      local.get $sum
      i64.xor
      ;; i32 i64 i64 -> through a block with parameters and results
      block (param i32 i64 i64) (result i64)
        i64.add
        (call_indirect (type $swap) (i32.const 2))
        i64.extend_i32_s
        i64.add
      end
      i64.add
      local.set $sum
      local.get $n
      i32.const 1
      i32.sub
      local.tee $n
      br_if $next
    end
    local.get $sum
    i32.const 5
    i64.const 6
    drop)
)
