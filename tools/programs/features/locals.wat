;; Many locals of all number types, some read later, some dead, some written on one path only, parameters written over.
(module
  (import "env" "log" (func $log (param i32)))

  (func $busy (param $a i32) (param $b i64) (param $c f32) (param $d f64) (result i64)
    (local $dead i32) (local $i i32) (local $late i64) (local $x f32) (local $y f64) (local $once i64) (local $never f64)
    (local.set $dead (i32.add (local.get $a) (i32.const 1)))
    loop $next
      (call $log (local.get $dead))
      (local.set $dead (i32.mul (local.get $i) (i32.const 17)))
      (if (i32.eq (local.get $i) (i32.const 1)) (then (local.set $once (local.get $b))))
      (local.set $x (f32.add (local.get $x) (local.get $c)))
      (local.set $y (f64.sub (local.get $y) (local.get $d)))
      (call $log (i32.reinterpret_f32 (local.get $x)))
      (local.set $late (i64.add (local.get $late) (i64.reinterpret_f64 (local.get $y))))
      (local.set $b (i64.shl (local.get $b) (i64.const 1)))
      (local.set $c (f32.mul (local.get $c) (f32.const -0.5)))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $a)))
    end
    (call $log (local.get $i))
    (local.set $a (i32.const 0))
    (i64.add (local.get $late) (i64.add (local.get $once) (local.get $b))))

  (func (export "run") (param $n i32) (result i64)
    (local $sum i64)
    loop $next
      (local.set $sum (i64.xor (local.get $sum)
        (call $busy (local.get $n) (i64.extend_i32_u (local.get $n)) (f32.const 1.25) (f64.const -2.5))))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
    end
    local.get $sum))
