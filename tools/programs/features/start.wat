;; A start function with loops and calls, before which and in which everything else must already be there.
(module
  (import "env" "log" (func $log (param i32)))
  (memory (export "memory") 1)
  (global $state (export "state") (mut i32) (i32.const 3))
  (data (i32.const 0) "\05\00\00\00")
  (start $main)

  (func $step (param $i i32) (result i32)
    (call $log (i32.mul (local.get $i) (i32.load (i32.const 0))))
    (i32.store (i32.const 4) (local.get $i))
    (i32.add (global.get $state) (local.get $i)))

  (func $main
    (local $i i32)
    loop $next
      (global.set $state (call $step (local.get $i)))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 6)))
    end
    (call $log (global.get $state)))

  (func (export "run") (param $n i32) (result i32)
    loop $next
      (global.set $state (i32.mul (call $step (local.get $n)) (i32.const 2)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
    end
    (global.get $state)))
