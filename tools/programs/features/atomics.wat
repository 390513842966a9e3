;; Atomic instructions on a shared memory in one thread; what is shared cannot be read while others write, but here is nobody else.
(module
  (import "env" "log" (func $log (param i32)))
  (memory (export "memory") 1 2 shared)
  (func (export "run") (param $n i32) (result i64)
    (local $sum i64)
    loop $next
      (i64.atomic.rmw.add (i32.const 8) (i64.extend_i32_u (local.get $n)))
      (i32.atomic.rmw.cmpxchg (i32.const 16) (i32.const 0) (local.get $n))
      (call $log (local.get $n))
      i64.extend_i32_u
      i64.add
      (i64.atomic.load (i32.const 8))
      i64.add
      local.get $sum
      i64.xor
      local.set $sum
      atomic.fence
      (drop (memory.atomic.notify (i32.const 16) (i32.const 1)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
    end
    local.get $sum))
