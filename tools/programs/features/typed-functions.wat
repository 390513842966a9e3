;; Typed function references: call_ref, locals that may not be null, br_on_null and br_on_non_null, imports as references.
(module
  (type $f (func (param i32) (result i32)))
  (type $log (func (param i32)))
  (type $compose (func (param (ref $f) (ref null $f) i32) (result i32)))
  (import "env" "log" (func $log (type $log)))
  (global $kept (mut (ref $f)) (ref.func $double))
  (table $t 2 (ref $f) (ref.func $inc))
  (elem declare func $log $compose $dec $inc)

  (func $inc (type $f) (call $log (i32.const 1)) (i32.add (local.get 0) (i32.const 1)))
  (func $double (type $f) (call $log (i32.const 2)) (i32.mul (local.get 0) (i32.const 2)))
  (func $dec (type $f) (call_ref $log (i32.const 3) (ref.func $log)) (i32.sub (local.get 0) (i32.const 1)))

  (func $compose (type $compose)
    (local $g (ref $f))
    block $null
      (local.set $g (br_on_null $null (local.get 1)))
      (call_ref $f (call_ref $f (local.get 2) (local.get 0)) (local.get $g))
      return
    end
    (call_ref $f (local.get 2) (local.get 0)))

  (func (export "run") (param $n i32) (result i32)
    (local $sum i32) (local $x i32) (local $f (ref null $f)) (local $g (ref $f))
    loop $next
      local.get $sum
      global.get $kept
      (table.get $t (i32.const 0))
      (local.get $f)
      (local.get $n)
      (call_ref $compose (ref.func $compose))
      local.set $x
      (local.set $f (if (result (ref null $f)) (i32.rem_u (local.get $n) (i32.const 2)) (then (ref.null $f)) (else (ref.func $dec))))
      (global.set $kept (table.get $t (i32.const 1)))
      local.set $g
      (table.set $t (i32.const 1) (local.get $g))
      local.get $x
      i32.add
      local.set $sum
      block $not (result (ref $f))
        (br_on_non_null $not (local.get $f))
        (ref.func $inc)
      end
      local.set $f
      (local.set $sum (call_ref $f (local.get $sum) (ref.as_non_null (local.get $f))))
      (local.tee $n (i32.sub (local.get $n) (i32.const 1)))
      br_if $next
    end
    local.get $sum))
