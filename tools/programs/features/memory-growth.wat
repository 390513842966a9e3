;; Grows its memory while it runs, writes behind the old end, shrinks nothing; growth fails at the maximum.
(module
  (import "env" "log" (func $log (param i32)))
  (memory (export "memory") 1 6)

  (func $last (result i32)
    (i32.sub (i32.mul (memory.size) (i32.const 65536)) (i32.const 4)))

  (func (export "run") (param $n i32) (result i32)
    (local $sum i32)
    loop $next
      (i32.store (call $last) (i32.add (local.get $n) (local.get $sum)))
      (call $log (call $last))
      (local.set $sum (i32.add (i32.mul (local.get $sum) (i32.const 7)) (i32.load (call $last))))
      (local.set $sum (i32.sub (local.get $sum) (memory.grow (i32.const 1))))
      (local.tee $n (i32.sub (local.get $n) (i32.const 1)))
      br_if $next
    end
    local.get $sum))
