;; What has nothing in it: empty functions and loops, loops that are not entered or left at once, functions without types.
(module
  (import "env" "log" (func $log (param i32)))
  (memory 0)
  (table 0 funcref)
  (func $nothing)
  (func $loops
    loop end
    loop $l
      (br_if $l (i32.const 0))
    end
    block
      br 0
      loop
        br 0
      end
    end
    loop $twice
      loop $first
      end
      call $nothing
    end)
  (func (export "run") (param $n i32)
    loop $next
      call $loops
      (call $log (local.get $n))
      loop
        (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
      end
    end
    call $nothing))
