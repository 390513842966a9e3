;; br_table to several depths with a value, br_if that carries values, exits out of nested loops.
(module
  (import "env" "log" (func $log (param i32)))

  (func $classify (param $n i32) (result i32)
    block $d (result i32)
      block $c (result i32)
        block $b (result i32)
          block $a (result i32)
            i32.const 100
            local.get $n
            i32.const 5
            i32.rem_u
            br_table $a $b $c $d $b
          end
          call $note
          i32.const 1
          i32.add
        end
        call $note
        i32.const 2
        i32.add
      end
      call $note
      i32.const 4
      i32.add
    end
    call $note)

  (func $note (param i32) (result i32)
    (call $log (local.get 0))
    (local.get 0))

  ;; Looks for i * j = n and leaves both loops with the pair.
  (func $factor (param $n i32) (result i32 i32)
    (local $i i32) (local $j i32)
    (local.set $i (i32.const 2))
    block $found (result i32 i32)
      loop $outer
        (local.set $j (i32.const 2))
        loop $inner
          local.get $i
          local.get $j
          local.get $i
          local.get $j
          i32.mul
          local.get $n
          i32.eq
          br_if $found
          drop
          drop
          local.get $j
          i32.const 1
          i32.add
          local.tee $j
          local.get $n
          i32.lt_u
          br_if $inner
        end
        local.get $i
        i32.const 1
        i32.add
        local.tee $i
        local.get $n
        i32.lt_u
        br_if $outer
      end
      i32.const 1
      local.get $n
    end)

  (func (export "run") (param $n i32) (result i32)
    (local $sum i32)
    loop $next
      local.get $sum
      local.get $n
      call $classify
      i32.add
      local.get $n
      call $factor
      i32.const 31
      i32.mul
      i32.add
      i32.add
      local.set $sum
      local.get $n
      i32.const 1
      i32.sub
      local.tee $n
      br_if $next
    end
    local.get $sum))
