;; Structures with packed and mutable fields, shared and in cycles, in locals, operands, globals and tables.
(module
  (import "env" "log" (func $log (param i32)))
  (rec
    (type $node (struct (field $value (mut i32)) (field $next (mut (ref null $node))) (field $owner (mut (ref null $ring)))))
    (type $ring (struct (field $first (mut (ref null $node))) (field $size (mut i8)) (field $tag i16) (field $weight (mut f64)))))
  (global $shared (mut (ref null $node)) (ref.null $node))
  (table $rings 4 (ref null $ring))

  ;; A ring of n nodes, each of which knows the ring.
  (func $make (param $n i32) (result (ref $ring))
    (local $ring (ref $ring)) (local $last (ref null $node)) (local $first (ref null $node))
    (local.set $ring (struct.new $ring (ref.null $node) (local.get $n) (i32.const -2) (f64.const -0)))
    loop $next
      (local.set $last (struct.new $node (local.get $n) (local.get $last) (local.get $ring)))
      (if (ref.is_null (local.get $first)) (then (local.set $first (local.get $last))))
      (local.tee $n (i32.sub (local.get $n) (i32.const 1)))
      br_if $next
    end
    (struct.set $node $next (local.get $first) (local.get $last))
    (struct.set $ring $first (local.get $ring) (local.get $last))
    (call $log (struct.get_s $ring $tag (local.get $ring)))
    local.get $ring)

  (func $sum (param $ring (ref null $ring)) (result i32)
    (local $node (ref null $node)) (local $sum i32)
    (local.set $node (struct.get $ring $first (local.get $ring)))
    loop $next
      (local.set $sum (i32.add (i32.mul (local.get $sum) (i32.const 3)) (struct.get $node $value (local.get $node))))
      (local.set $node (struct.get $node $next (local.get $node)))
      (br_if $next (i32.eqz (ref.eq (local.get $node) (struct.get $ring $first (local.get $ring)))))
    end
    (call $log (local.get $sum))
    local.get $sum)

  ;; Turns the ring and changes a value; the operand beneath is the same object.
  (func $turn (param $ring (ref $ring)) (param $by i32) (result i32)
    (local.get $ring)
    (struct.get $ring $first (local.get $ring))
    (struct.get $node $next)
    (call $log (local.get $by))
    (struct.set $ring $first)
    (struct.get $ring $first (local.get $ring))
    (struct.set $node $value (local.get $by))
    (struct.set $ring $size (local.get $ring) (i32.add (struct.get_u $ring $size (local.get $ring)) (i32.const 100)))
    (struct.get_u $ring $size (local.get $ring)))

  (func (export "run") (param $n i32) (result i32)
    (local $a (ref null $ring)) (local $b (ref null $ring)) (local $sum i32)
    (local.set $a (call $make (i32.add (local.get $n) (i32.const 2))))
    (local.set $b (local.get $a))
    (global.set $shared (struct.get $ring $first (local.get $a)))
    loop $next
      local.get $a
      local.get $sum
      (call $turn (ref.as_non_null (local.get $b)) (i32.mul (local.get $n) (i32.const 5)))
      i32.add
      (call $sum (local.get $a))
      i32.add
      local.set $sum
      local.set $b
      (table.set $rings (i32.rem_u (local.get $n) (i32.const 4)) (local.get $b))
      ;; through the shared node back to the ring: still the same
      (local.set $sum (i32.add (local.get $sum)
        (ref.eq (struct.get $node $owner (global.get $shared)) (local.get $a))))
      (local.tee $n (i32.sub (local.get $n) (i32.const 1)))
      br_if $next
    end
    (i32.add (local.get $sum) (ref.eq (table.get $rings (i32.const 1)) (local.get $a)))))
