;; Passive segments of data and elements, used before and after they are dropped; the last use after the drop traps.
(module
  (import "env" "log" (func $log (param i32)))
  (memory (export "memory") 1)
  (table $t 8 funcref)
  (type $f (func (param i32) (result i32)))
  (data $text "passive text")
  (data $kept "kept text")
  (data (i32.const 512) "active text")
  (elem $functions func $one $two $three)
  (elem $spare funcref (ref.func $two) (ref.null func))
  (elem declare func $three)

  (func $one (type $f) (call $log (i32.const 1)) (i32.add (local.get 0) (i32.const 1)))
  (func $two (type $f) (call $log (i32.const 2)) (i32.mul (local.get 0) (i32.const 2)))
  (func $three (type $f) (call $log (i32.const 3)) (i32.sub (local.get 0) (i32.const 3)))

  (func $use (param $n i32) (result i32)
    (memory.init $text (i32.const 32) (i32.const 0) (i32.const 12))
    (memory.init $kept (i32.const 64) (i32.const 1) (i32.const 4))
    (table.init $t $functions (i32.const 2) (i32.const 0) (i32.const 3))
    (table.init $t $spare (i32.const 5) (i32.const 0) (i32.const 2))
    (call_indirect $t (type $f)
      (call_indirect $t (type $f) (local.get $n) (i32.const 5))
      (i32.add (i32.const 2) (i32.rem_u (local.get $n) (i32.const 3)))))

  ;; Drops in the midst of calls, so that what was dropped has to be known when it is resumed.
  (func (export "run") (param $n i32) (result i32)
    (local $sum i32)
    loop $next
      (local.set $sum (i32.add (local.get $sum) (call $use (local.get $n))))
      (local.tee $n (i32.sub (local.get $n) (i32.const 1)))
      br_if $next
    end
    data.drop $text
    (call $log (i32.const 10))
    elem.drop $functions
    (call $log (i32.const 11))
    ;; nothing of a dropped segment is still something of length 0
    (memory.init $text (i32.const 0) (i32.const 0) (i32.const 0))
    (table.init $t $functions (i32.const 0) (i32.const 0) (i32.const 0))
    (memory.init $kept (i32.const 96) (i32.const 0) (i32.const 9))
    (call $log (i32.load (i32.const 96)))
    (i32.add (local.get $sum) (i32.load (i32.const 35))))

  (func (export "after") (param $n i32) (result i32)
    (call $log (local.get $n))
    (memory.init $text (i32.const 0) (i32.const 0) (local.get $n))
    (call $log (i32.const 20))
    (table.init $t $functions (i32.const 0) (i32.const 0) (local.get $n))
    (i32.const 21)))
