;; Many operands of all number types beneath calls: constants, the same local twice, results of calls, computed values.
(module
  (import "env" "log" (func $log (param i32)))

  (func $id (param i32) (result i32)
    (call $log (local.get 0))
    (local.get 0))

  (func (export "run") (param $n i32) (result i64)
    (local $a i32) (local $sum i64)
    loop $next
      i32.const 1
      local.get $n
      local.get $n
      i64.const -1
      local.get $sum
      f32.const 0.1
      f64.const nan:0x4000000000123
      (call $id (local.get $n))
      local.tee $a
      local.get $a
      (i32.add (call $id (i32.const 2)) (call $id (local.get $a)))
      (i32.mul (call $id (i32.const 3)) (i32.add (call $id (local.get $n)) (call $id (i32.const 4))))
      ;; the local changes while its old value waits
      (local.set $a (i32.const 99))
      (call $id (local.get $a))
      (select (call $id (i32.const 7)) (call $id (i32.const 8)) (call $id (i32.rem_u (local.get $n) (i32.const 2))))
      i32.sub
      i32.add
      i32.sub
      i32.xor
      i32.add
      local.set $a
      i64.reinterpret_f64
      local.set $sum
      i32.reinterpret_f32
      i64.extend_i32_u
      i64.xor
      i64.add
      local.get $sum
      i64.xor
      local.set $sum
      i32.add
      i32.add
      local.get $a
      i32.add
      i64.extend_i32_s
      local.get $sum
      i64.add
      local.set $sum
      local.get $n
      i32.const 1
      i32.sub
      local.tee $n
      br_if $next
    end
    local.get $sum))
