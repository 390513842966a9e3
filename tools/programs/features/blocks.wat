;; block, loop and if with parameters and results, calls in all of their arms, values beneath that wait for the end.
(module
  (import "env" "log" (func $log (param i32)))

  (func $twice (param i32) (result i32)
    (call $log (local.get 0))
    (i32.mul (local.get 0) (i32.const 2)))

  ;; An if with parameters whose arms call in different places.
  (func $choose (param $n i32) (result i32 i64)
    (local $n64 i64)
    i32.const 1000
    local.get $n
    i64.const 7
    local.get $n
    i32.const 3
    i32.rem_u
    (if (param i32 i64) (result i32 i64)
      (then
        i64.const 5
        i64.add
        local.set $n64
        call $twice
        local.get $n64)
      (else
        i64.const 3
        i64.mul))
    local.set $n64
    i32.add
    local.get $n64)

  (func (export "run") (param $n i32) (result i32)
    (local $sum i32) (local $i i32)
    block $out
      loop $next
        local.get $i
        local.get $n
        i32.ge_u
        br_if $out
        ;; operands beneath the block: sum and i
        local.get $sum
        local.get $i
        call $twice
        i32.const 11
        block $inner (param i32 i32) (result i32)
          call $twice
          i32.xor
          local.get $i
          i32.const 1
          i32.and
          br_if $inner
          call $twice
        end
        i32.add
        local.get $i
        call $choose
        i32.wrap_i64
        i32.add
        i32.add
        local.set $sum
        local.get $i
        i32.const 1
        i32.add
        local.set $i
        br $next
      end
    end
    local.get $sum))
