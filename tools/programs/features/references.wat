;; funcref and externref in locals, operands, globals and tables, null and not, through calls and selects.
(module
  (import "env" "log" (func $log (param i32)))
  (import "env" "host" (func $host (param i32) (result externref)))
  (import "env" "number" (func $number (param externref) (result i32)))
  (type $f (func (param i32) (result i32)))
  (table $t 3 funcref)
  (table $hosts 3 externref)
  (global $last (mut externref) (ref.null extern))
  (global $function (mut funcref) (ref.func $one))
  (elem declare func $two $host)

  (func $one (type $f) (call $log (i32.const 1)) (i32.add (local.get 0) (i32.const 1)))
  (func $two (type $f) (call $log (i32.const 2)) (i32.add (local.get 0) (i32.const 2)))

  (func $through (param $f funcref) (param $x i32) (result i32 funcref)
    (table.set $t (i32.const 1) (local.get $f))
    (call_indirect $t (type $f) (local.get $x) (i32.const 1))
    (table.get $t (i32.const 1)))

  (func (export "run") (param $n i32) (param $given externref) (result i32 externref)
    (local $f funcref) (local $null funcref) (local $e externref) (local $kept externref) (local $sum i32)
    (local.set $e (local.get $given))
    loop $next
      ;; references wait beneath calls
      local.get $e
      (select (result funcref) (ref.func $one) (ref.func $two) (i32.rem_u (local.get $n) (i32.const 2)))
      (call $host (i32.rem_u (local.get $n) (i32.const 3)))
      local.tee $e
      call $number
      (call $through (global.get $function) (local.get $n))
      global.set $function
      i32.add
      local.get $sum
      i32.add
      local.set $sum
      local.set $f
      (call $through (local.get $f) (local.get $sum))
      global.set $function
      local.set $sum
      local.set $kept
      (table.set $hosts (i32.rem_u (local.get $n) (i32.const 3)) (local.get $kept))
      (global.set $last (table.get $hosts (i32.const 1)))
      (local.set $sum (i32.add (local.get $sum) (ref.is_null (local.get $null))))
      (local.set $sum (i32.add (local.get $sum) (ref.is_null (global.get $last))))
      (local.tee $n (i32.sub (local.get $n) (i32.const 1)))
      br_if $next
    end
    local.get $sum
    (local.set $sum (call $number (local.get $e)))
    (call $log (local.get $sum))
    global.get $last))
