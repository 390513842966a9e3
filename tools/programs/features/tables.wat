;; Tables changed while calls through them are under way: get, set, grow, fill, copy, size, two tables, null entries.
(module
  (import "env" "log" (func $log (param i32)))
  (type $f (func (param i32) (result i32)))
  (table $t (export "table") 4 12 funcref)
  (table $u 2 externref)
  (elem (table $t) (i32.const 0) func $inc $double)
  (elem declare func $square)

  (func $inc (type $f) (call $log (i32.const 1)) (i32.add (local.get 0) (i32.const 1)))
  (func $double (type $f) (call $log (i32.const 2)) (i32.mul (local.get 0) (i32.const 2)))
  ;; Replaces itself in the table while it runs.
  (func $square (type $f)
    (table.set $t (i32.const 2) (ref.func $double))
    (call $log (i32.const 3))
    (i32.mul (local.get 0) (local.get 0)))

  (func (export "run") (param $n i32) (result i32)
    (local $sum i32) (local $f funcref)
    loop $next
      (table.set $t (i32.const 2) (ref.func $square))
      (local.set $f (table.get $t (i32.rem_u (local.get $n) (i32.const 3))))
      local.get $sum
      (table.grow $t (local.get $f) (i32.const 1))
      i32.add
      (call_indirect $t (type $f) (local.get $n) (i32.const 2))
      (call_indirect $t (type $f) (i32.const 2))
      i32.add
      (table.fill $t (i32.const 3) (local.get $f) (i32.const 1))
      (table.copy $t $t (i32.const 0) (i32.const 1) (i32.const 2))
      (call_indirect $t (type $f) (i32.const 3))
      (call $log (table.size $t))
      (table.set $t (i32.const 0) (ref.func $inc))
      local.set $sum
      (drop (table.grow $u (ref.null extern) (i32.const 2)))
      (local.tee $n (i32.sub (local.get $n) (i32.const 1)))
      br_if $next
    end
    (i32.add (local.get $sum) (i32.add (table.size $u) (ref.is_null (table.get $t (i32.const 3)))))))
