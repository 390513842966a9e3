;; Tries within tries and loops, rethrown exceptions with vectors and references as payload, exceptions in a table and a global.
(module
  (import "env" "log" (func $log (param i32)))
  (import "env" "host" (func $host (param i32) (result externref)))
  (import "env" "number" (func $number (param externref) (result i32)))
  (type $f (func (result i32)))
  (tag $rich (param v128 externref funcref))
  (tag $poor (param i32))
  (table $caught 4 exnref)
  (global $first (mut exnref) (ref.null exn))
  (elem declare func $seven)

  (func $seven (type $f) (call $log (i32.const 7)) (i32.const 7))

  (func $inner (param $n i32) (result i32)
    (local $i i32)
    loop $again (result i32)
      block $poor (result i32)
        try_table (catch $poor $poor)
          (local.set $i (i32.add (local.get $i) (i32.const 1)))
          (call $log (local.get $i))
          (if (i32.lt_u (local.get $i) (local.get $n)) (then (throw $poor (local.get $i))))
          (throw $rich (v128.const i32x4 9 8 7 6) (call $host (local.get $n)) (ref.func $seven))
        end
        unreachable
      end
      (call $log)
      br $again
    end)

  (func $middle (param $n i32) (result i32)
    (local $e exnref)
    block $any (result exnref)
      try_table (result i32) (catch_all_ref $any)
        i32.const 50
        block $poor (result i32)
          try_table (result i32) (catch $poor $poor)
            (call $inner (local.get $n))
          end
        end
        i32.add
      end
      return
    end
    local.set $e
    (table.set $caught (i32.rem_u (local.get $n) (i32.const 4)) (local.get $e))
    (if (ref.is_null (global.get $first)) (then (global.set $first (local.get $e))))
    (call $log (i32.const 60))
    (throw_ref (local.get $e)))

  (func (export "run") (param $n i32) (result i32)
    (local $sum i32) (local $v v128) (local $x externref) (local $f funcref) (local $t funcref)
    loop $next
      block $rich (result v128 externref funcref)
        try_table (catch $rich $rich)
          (drop (call $middle (local.get $n)))
        end
        unreachable
      end
      local.set $f
      local.set $x
      local.set $v
      (call $log (i32.const 70))
      local.get $sum
      (i32x4.extract_lane 2 (local.get $v))
      (call $number (local.get $x))
      i32.add
      (ref.is_null (local.get $f))
      i32.add
      i32.add
      local.set $sum
      (local.tee $n (i32.sub (local.get $n) (i32.const 1)))
      br_if $next
    end
    block $rich (result v128 externref funcref)
      try_table (catch $rich $rich)
        (call $log (i32.const 80))
        (throw_ref (global.get $first))
      end
      unreachable
    end
    drop
    call $number
    local.set $n
    i32x4.extract_lane 0
    local.get $n
    i32.add
    local.get $sum
    i32.add))
