;; A host function that throws what is no exception of a tag: through frames, and past catch_all and back.
(module
  (import "env" "log" (func $log (param i32)))
  (import "env" "fail" (func $fail (param i32) (result i32)))
  (tag $own (param i32))

  (func $deep (param $n i32) (result i32)
    (call $log (local.get $n))
    (if (result i32) (local.get $n)
      (then (i32.add (local.get $n) (call $deep (i32.sub (local.get $n) (i32.const 1)))))
      (else (call $fail (i32.const 3)))))

  ;; Caught without being looked at.
  (func (export "caught") (param $n i32) (result i32)
    (local $sum i32)
    loop $next
      block $caught
        block $own (result i32)
          try_table (catch $own $own) (catch_all $caught)
            (local.set $sum (call $deep (local.get $n)))
          end
          (call $log (i32.const 20))
          i32.const 21
        end
        drop
      end
      (call $log (i32.const 30))
      (local.set $sum (i32.add (local.get $sum) (local.get $n)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
    end
    local.get $sum)

  ;; Thrown on by reference, out of the instance.
  (func (export "run") (param $n i32) (result i32)
    block $caught (result exnref)
      try_table (catch_all_ref $caught)
        (return (call $deep (local.get $n)))
      end
      unreachable
    end
    throw_ref))
