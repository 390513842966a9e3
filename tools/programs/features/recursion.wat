;; Deep recursion, mutual recursion and recursion without a loop, with operands and locals in each frame.
(module
  (import "env" "log" (func $log (param i32)))

  (func $down (param $n i32) (result i32)
    (local $kept i32)
    (local.set $kept (i32.mul (local.get $n) (i32.const 3)))
    (if (result i32) (i32.eqz (local.get $n))
      (then (call $log (i32.const 0)) (i32.const 1))
      (else
        local.get $kept
        local.get $n
        (call $down (i32.sub (local.get $n) (i32.const 1)))
        i32.add
        i32.xor)))

  (func $even (param $n i64) (result i32)
    (if (result i32) (i64.eqz (local.get $n))
      (then (i32.const 1))
      (else
        (i32.eqz (i32.eqz (call $odd (i64.sub (local.get $n) (i64.const 1))))))))

  (func $odd (param $n i64) (result i32)
    (local $x f64)
    (local.set $x (f64.convert_i64_s (local.get $n)))
    (if (result i32) (i64.eqz (local.get $n))
      (then (i32.const 0))
      (else
        (i32.and
          (call $even (i64.sub (local.get $n) (i64.const 1)))
          (f64.ge (local.get $x) (f64.const 0))))))

  (func (export "run") (param $n i32) (result i32)
    (i32.add
      (call $down (local.get $n))
      (i32.add
        (call $even (i64.extend_i32_u (local.get $n)))
        (call $down (i32.div_u (local.get $n) (i32.const 2)))))))
