;; One of two instances that call each other and share a memory, a table and a global; see mutual-odd.
(module
  (type $f (func (param i32) (result i32)))
  (import "env" "log" (func $log (param i32)))
  (memory (export "memory") 1)
  (table $t (export "table") 4 funcref)
  (global $calls (export "calls") (mut i32) (i32.const 0))
  (elem (table $t) (i32.const 0) func $even)

  ;; Entry 1 is of the other instance.
  (func $even (export "even") (type $f)
    (local $kept i32)
    (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
    (local.set $kept (i32.mul (local.get 0) (i32.const 7)))
    (call $log (local.get 0))
    (if (result i32) (i32.eqz (local.get 0))
      (then (i32.const 1))
      (else
        local.get $kept
        (call_indirect $t (type $f) (i32.sub (local.get 0) (i32.const 1)) (i32.const 1))
        i32.add)))

  (func (export "run") (param $n i32) (result i32)
    loop (result i32)
      (i32.store (i32.const 0) (call $even (local.get $n)))
      (i32.add (i32.load (i32.const 0)) (i32.load (i32.const 4)))
    end))
