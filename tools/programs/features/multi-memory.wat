;; Three memories, copied between, grown apart, one of them never touched.
(module
  (import "env" "log" (func $log (param i32)))
  (memory $a (export "a") 1 4)
  (memory $b 0 3)
  (memory $c 1)
  (data (memory $a) (i32.const 16) "first memory")
  (data $passive "second memory")

  (func $turn (param $i i32) (result i32)
    (memory.copy $b $a (i32.mul (local.get $i) (i32.const 16)) (i32.const 16) (i32.const 12))
    (i32.store8 $a (i32.add (i32.const 16) (local.get $i)) (i32.add (local.get $i) (i32.const 65)))
    (call $log (memory.size $b))
    (i32.load $b offset=4 (i32.mul (local.get $i) (i32.const 16))))

  (func (export "run") (param $n i32) (result i32)
    (local $i i32) (local $sum i32)
    (drop (memory.grow $b (i32.const 1)))
    (memory.init $b $passive (i32.const 1000) (i32.const 0) (i32.const 13))
    loop $next
      local.get $sum
      (call $turn (local.get $i))
      i32.xor
      (i32.mul (memory.grow $b (i32.const 1)) (i32.const 3))
      i32.add
      (i32.rotl (i32.const 5))
      local.set $sum
      (local.tee $i (i32.add (local.get $i) (i32.const 1)))
      local.get $n
      i32.lt_u
      br_if $next
    end
    (i32.add (local.get $sum) (i32.load $b (i32.const 1003)))))
