;; The exceptions of before: try, catch, catch_all, rethrow, delegate, with calls in bodies and handlers.
(module
  (import "env" "log" (func $log (param i32)))
  (tag $number (export "number") (param i32))
  (tag $pair (param i64 f32))

  (func $throwing (param $n i32) (result i32)
    (call $log (local.get $n))
    (if (i32.eq (i32.rem_u (local.get $n) (i32.const 3)) (i32.const 0)) (then (throw $number (local.get $n))))
    (if (i32.eq (i32.rem_u (local.get $n) (i32.const 3)) (i32.const 1))
      (then (throw $pair (i64.extend_i32_u (local.get $n)) (f32.const -0))))
    (call $log (i32.const 100))
    (i32.const 3))

  (func $catching (param $n i32) (result i32)
    (local $x i32)
    i32.const 40
    try $t (result i32)
      (call $throwing (local.get $n))
      i32.const 1
      i32.add
    catch $number
      local.set $x
      (call $log (i32.const 200))
      local.get $x
    catch_all
      (call $log (i32.const 300))
      try (result i32)
        (call $log (i32.const 301))
        rethrow 1
      catch $pair
        i32.reinterpret_f32
        local.set $x
        i32.wrap_i64
        (call $log (i32.const 302))
        local.get $x
        i32.xor
      end
    end
    i32.add)

  (func $delegating (param $n i32) (result i32)
    try $outer (result i32)
      try $skipped (result i32)
        try (result i32)
          (call $throwing (local.get $n))
        delegate $outer
      catch_all
        (call $log (i32.const 400))
        i32.const 0
      end
      i32.const 10
      i32.mul
    catch $number
    catch_all
      (call $log (i32.const 401))
      i32.const -4
    end)

  (func (export "run") (param $n i32) (result i32)
    (local $sum i32)
    loop $next
      local.get $sum
      (call $catching (local.get $n))
      i32.add
      (call $delegating (local.get $n))
      i32.add
      local.set $sum
      (local.tee $n (i32.sub (local.get $n) (i32.const 1)))
      br_if $next
    end
    local.get $sum)

  (func (export "uncaught") (param $n i32) (result i32)
    (call $log (i32.const 500))
    (call $throwing (local.get $n))))
