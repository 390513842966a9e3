;; try_table with every kind of catch; safepoints in tries, behind handlers and between throw and catch; exnref in locals.
(module
  (import "env" "log" (func $log (param i32)))
  (tag $number (export "number") (param i32))
  (tag $pair (export "pair") (param i64 f64))
  (tag $none)

  (func $throwing (param $n i32)
    (call $log (local.get $n))
    block $2
      block $1
        block $0
          (br_table $0 $1 $2 (i32.rem_u (local.get $n) (i32.const 4)))
        end
        (throw $number (i32.mul (local.get $n) (i32.const 10)))
      end
      (throw $pair (i64.extend_i32_u (local.get $n)) (f64.const nan:0x123))
    end
    (if (i32.eq (i32.rem_u (local.get $n) (i32.const 4)) (i32.const 2)) (then (throw $none)))
    (call $log (i32.const -1)))

  ;; Has a loop and an operand beneath the try, both of which the exception passes.
  (func $between (param $n i32) (result i32)
    (local $i i32)
    loop $again
      (call $log (i32.const 5))
      (call $throwing (local.get $n))
      (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 2)))
    end
    local.get $i)

  (func $catching (param $n i32) (result i32)
    (local $e exnref) (local $x i32)
    i32.const 1000
    block $done (result i32)
      block $all (result exnref)
        block $pair (result i64 f64 exnref)
          block $number (result i32)
            i32.const 2000
            local.get $n
            try_table (param i32) (result i32) (catch $number $number) (catch_ref $pair $pair) (catch_all_ref $all)
              call $between
              i32.const 1
              i32.add
            end
            i32.add
            br $done
          end
          (call $log (i32.const 200))
          i32.const 3
          i32.add
          br $done
        end
        local.set $e
        i64.reinterpret_f64
        i64.xor
        i32.wrap_i64
        local.set $x
        (call $log (i32.const 300))
        ;; kept across a call, then thrown again and caught here
        block $again
          try_table (catch_all $again)
            (call $log (i32.const 301))
            (throw_ref (local.get $e))
          end
        end
        local.get $x
        br $done
      end
      local.set $e
      (call $log (ref.is_null (local.get $e)))
      i32.const 7
    end
    i32.add)

  ;; A handler whose try is within a loop: each round a new exception.
  (func (export "run") (param $n i32) (result i32)
    (local $sum i32) (local $last exnref)
    loop $next
      local.get $sum
      (call $catching (local.get $n))
      i32.add
      local.set $sum
      block $caught (result i32 exnref)
        try_table (catch_ref $number $caught)
          (call $log (i32.const 400))
          (throw $number (local.get $sum))
        end
        unreachable
      end
      local.set $last
      (call $log)
      (local.tee $n (i32.sub (local.get $n) (i32.const 1)))
      br_if $next
    end
    block $caught (result i32)
      try_table (catch $number $caught)
        (call $log (i32.const 500))
        (throw_ref (local.get $last))
      end
      unreachable
    end
    (i32.mul (i32.const 3)))

  ;; Leaves with an exception of its own.
  (func (export "uncaught") (param $n i32) (result i32)
    (call $log (i32.const 600))
    (call $throwing (local.get $n))
    (i32.const 601)))
