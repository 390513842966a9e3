;; Loops with parameters of several types, three deep, with operands beneath each header.
(module
  (import "env" "log" (func $log (param i32)))
  (type $pair (func (param i32 f64) (result i32 f64)))

  (func $step (param i32 f64) (result i32 f64)
    (call $log (local.get 0))
    (i32.sub (local.get 0) (i32.const 1))
    (f64.mul (local.get 1) (f64.const 1.5)))

  (func (export "run") (param $n i32) (result i64)
    (local $i i32) (local $x f64) (local $rounds i64)
    i64.const 1000000
    local.get $n
    f64.const 0.125
    loop $outer (type $pair)
      local.set $x
      local.set $i
      ;; beneath the middle loop: an i32 and the i64 from outside
      local.get $i
      i64.const 3
      local.get $n
      loop $middle (param i64 i32) (result i64)
        local.set $i
        i64.const 5
        i64.mul
        local.get $i
        f32.convert_i32_u
        loop $inner (param f32) (result f32)
          f32.const 0.75
          f32.mul
          local.get $rounds
          i64.const 1
          i64.add
          local.set $rounds
          local.get $rounds
          i64.const 3
          i64.rem_u
          i32.wrap_i64
          br_if $inner
        end
        i32.reinterpret_f32
        i64.extend_i32_u
        i64.xor
        local.get $i
        i32.const 1
        i32.sub
        local.tee $i
        local.get $i
        i32.const 0
        i32.gt_s
        br_if $middle
        drop
      end
      local.get $rounds
      i64.add
      local.set $rounds
      local.get $x
      call $step
      local.set $x
      local.tee $i
      local.get $x
      local.get $i
      i32.const 0
      i32.gt_s
      br_if $outer
    end
    i64.reinterpret_f64
    local.get $rounds
    i64.xor
    local.set $rounds
    i64.extend_i32_s
    local.get $rounds
    i64.xor
    i64.add))
