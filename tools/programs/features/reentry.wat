;; The host calls back while it is called: a capture asked for in there has to wait until its frame is gone.
(module
  (import "env" "log" (func $log (param i32)))
  (import "env" "reenter" (func $reenter (param i32) (result i32)))
  (global $depth (mut i32) (i32.const 0))

  (func (export "callback") (param $n i32) (result i32)
    (local $i i32)
    (global.set $depth (i32.add (global.get $depth) (i32.const 1)))
    loop $next
      (call $log (i32.add (i32.mul (global.get $depth) (i32.const 100)) (local.get $i)))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))
    end
    (if (i32.gt_u (local.get $n) (i32.const 1))
      (then (local.set $i (i32.add (local.get $i) (call $reenter (i32.sub (local.get $n) (i32.const 1)))))))
    (global.set $depth (i32.sub (global.get $depth) (i32.const 1)))
    local.get $i)

  (func (export "run") (param $n i32) (result i32)
    (local $sum i32)
    loop $next
      local.get $sum
      (call $reenter (local.get $n))
      i32.add
      local.set $sum
      (call $log (local.get $sum))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
    end
    local.get $sum))
