;; Imported and exported memory, table, globals and tag, the host's functions called directly and through the table.
(module
  (type $f (func (param i32) (result i32)))
  (type $many (func (param i32 i64 f32 f64 i32) (result i32 i64)))
  (import "env" "log" (func $log (param i32)))
  (import "env" "many" (func $many (type $many)))
  (import "env" "add" (func $add (type $f)))
  (import "host" "memory" (memory $m 1 4))
  (import "host" "table" (table $t 4 funcref))
  (import "host" "count" (global $count (mut i32)))
  (import "host" "wide" (global $wide (mut i64)))
  (import "host" "fixed" (global $fixed f64))
  (import "host" "failure" (tag $failure (param i32)))
  (export "memory" (memory $m))
  (export "table" (table $t))
  (export "count" (global $count))
  (export "wide" (global $wide))
  (export "failure" (tag $failure))
  (export "add" (func $add))
  (elem (table $t) (i32.const 1) func $add $twice)

  (func $twice (export "twice") (type $f) (call $log (local.get 0)) (i32.mul (local.get 0) (i32.const 2)))

  (func (export "run") (param $n i32) (result i32)
    (local $sum i32)
    loop $next
      local.get $sum
      (call_indirect $t (type $f) (local.get $n) (i32.add (i32.const 1) (i32.rem_u (local.get $n) (i32.const 2))))
      i32.add
      (call $many (local.get $n) (global.get $wide) (f32.const -0) (global.get $fixed) (i32.const 5))
      global.set $wide
      i32.add
      local.set $sum
      (global.set $count (i32.add (global.get $count) (call $add (i32.const 1))))
      (i32.store $m (i32.mul (local.get $n) (i32.const 4)) (local.get $sum))
      block $caught (result i32)
        try_table (catch $failure $caught)
          (call $log (i32.const 6))
          (throw $failure (local.get $sum))
        end
        unreachable
      end
      local.set $sum
      (local.tee $n (i32.sub (local.get $n) (i32.const 1)))
      br_if $next
    end
    (i32.add (local.get $sum) (global.get $count))))
