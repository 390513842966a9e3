;; A memory and a table with 64-bit addresses: loads and stores, growth, bulk operations, a passive segment, indirect calls.
(module
  (import "env" "log64" (func $log64 (param i64)))
  (memory $m (export "memory") i64 1 5)
  (table $t (export "table") i64 2 9 funcref)
  (elem (table $t) (i64.const 1) func $half)
  (data $d "sixty-four bits wide")

  (func $half (param $n i64) (result i64)
    (call $log64 (table.size $t))
    (i64.div_u (local.get $n) (i64.const 2)))

  (func $fill (param $at i64) (param $n i64) (result i64)
    (local $sum i64)
    loop $next
      (i64.store (local.get $at) (i64.mul (local.get $n) (i64.const 0x9e3779b97f4a7c15)))
      (local.set $sum (i64.xor (local.get $sum) (i64.load (local.get $at))))
      (local.set $at (i64.add (local.get $at) (i64.const 8)))
      (local.tee $n (i64.sub (local.get $n) (i64.const 1)))
      i64.const 0
      i64.ne
      br_if $next
    end
    (call $log64 (local.get $sum))
    local.get $sum)

  (func (export "run") (param $n i32) (result i64)
    (local $sum i64)
    loop $next
      (i64.add (local.get $sum) (call $fill (i64.const 0x100) (i64.extend_i32_u (local.get $n))))
      (memory.init $d (i64.const 0x20) (i32.const 2) (i32.const 10))
      (memory.copy (i64.const 0x40) (i64.const 0x24) (i64.const 4))
      (memory.fill (i64.const 0x50) (local.get $n) (i64.const 3))
      (i64.mul (memory.grow (i64.const 1)) (i64.const 1000))
      i64.add
      (call $log64 (memory.size))
      local.set $sum
      (i64.add (call_indirect $t (param i64) (result i64) (local.get $sum) (i64.const 1)) (table.grow $t (ref.func $half) (i64.const 1)))
      local.set $sum
      (local.tee $n (i32.sub (local.get $n) (i32.const 1)))
      br_if $next
    end
    data.drop $d
    (i64.xor (local.get $sum) (i64.load (i64.const 0x20)))))
