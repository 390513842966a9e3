;; Code that is never reached, with calls and loops in it and stacks of any type, beside code that is.
(module
  (import "env" "log" (func $log (param i32)))

  (func $f (param i32) (result i32)
    block $out (result i32)
      local.get 0
      (if (param i32) (result i32) (i32.gt_u (local.get 0) (i32.const 2))
        (then
          br $out
          i64.add
          drop
          loop (param i32) (result i32)
            call $f
            br 0
            call $log
          end)
        (else
          call $log
          i32.const 10
          return
          call $f
          i32.add
          (br_table 0 $out 0 (i32.const 1))))
      i32.const 7
      i32.add
      unreachable
      block (param i64) (result i32)
        drop
        local.get 0
        call $f
      end
    end
    (call $log (local.get 0))
    i32.const 3
    i32.add)

  (func $g (param i32) (result i64)
    loop (result i64)
      (call $log (i32.const 1))
      (return (i64.extend_i32_s (call $f (local.get 0))))
      select
      br 0
    end)

  (func (export "run") (param $n i32) (result i64)
    (local $sum i64)
    loop $next
      (local.set $sum (i64.add (i64.mul (local.get $sum) (i64.const 5)) (call $g (local.get $n))))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
    end
    local.get $sum))
