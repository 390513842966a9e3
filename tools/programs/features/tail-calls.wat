;; Tail calls, direct, indirect and by reference: loops without loops, states with other parameters, results passed on.
(module
  (type $state (func (param i32 i64) (result i64)))
  (type $wide (func (param f64 i64 i32) (result i64)))
  (import "env" "log" (func $log (param i32)))
  (table $t funcref (elem $a $b $c))
  (elem declare func $wide)

  (func $count (param $n i32) (param $sum i64) (result i64)
    (if (i32.eqz (local.get $n)) (then (return (local.get $sum))))
    (return_call $count
      (i32.sub (local.get $n) (i32.const 1))
      (i64.add (local.get $sum) (i64.extend_i32_u (local.get $n)))))

  (func $a (type $state)
    (call $log (i32.const 1))
    (if (i32.eqz (local.get 0)) (then (return (local.get 1))))
    (return_call_indirect $t (type $state)
      (i32.sub (local.get 0) (i32.const 1))
      (i64.mul (local.get 1) (i64.const 3))
      (i32.add (i32.const 1) (i32.rem_u (local.get 0) (i32.const 2)))))

  (func $b (type $state)
    (local $x f64)
    (local.set $x (f64.convert_i64_u (local.get 1)))
    (call $log (i32.const 2))
    (if (i32.eqz (local.get 0)) (then (return (local.get 1))))
    (return_call_ref $wide (local.get $x) (local.get 1) (local.get 0) (ref.func $wide)))

  (func $c (type $state)
    loop
      (call $log (i32.const 3))
      (if (i32.eqz (local.get 0)) (then (return (local.get 1))))
      (return_call $a (i32.sub (local.get 0) (i32.const 1)) (call $count (local.get 0) (local.get 1)))
    end
    unreachable)

  (func $wide (type $wide)
    (return_call_indirect $t (type $state)
      (i32.sub (local.get 2) (i32.const 1))
      (i64.add (local.get 1) (i64.reinterpret_f64 (local.get 0)))
      (i32.const 0)))

  (func (export "run") (param $n i32) (result i64)
    local.get $n
    i64.const 5
    (call $a (local.get $n) (i64.const 1))
    i64.add
    return_call $count)

  ;; The call of an export ends in another function than it began in.
  (func (export "count") (param $n i32) (result i64)
    (return_call $count (local.get $n) (i64.const 0))))
