;; The other one: it imports what the first exports and puts itself in its table.
(module
  (type $f (func (param i32) (result i32)))
  (import "env" "log" (func $log (param i32)))
  (import "even" "memory" (memory 1))
  (import "even" "table" (table $t 4 funcref))
  (import "even" "calls" (global $calls (mut i32)))
  (import "even" "even" (func $even (type $f)))
  (elem (table $t) (i32.const 1) func $odd)

  (func $odd (export "odd") (type $f)
    (local $i i32)
    (global.set $calls (i32.add (global.get $calls) (i32.const 100)))
    loop $next
      (i32.store (i32.const 4) (i32.add (i32.load (i32.const 4)) (local.get 0)))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 2)))
    end
    (call $log (i32.sub (i32.const 0) (local.get 0)))
    (if (result i32) (local.get 0)
      (then (i32.add (local.get $i) (call $even (i32.sub (local.get 0) (i32.const 1)))))
      (else (i32.const 2)))))
