(module
  (func $f (local $x (ref func)) (local $y i32)
    (block (local.set $x (ref.func $f)) (nop))
    (nop)
    (local.set $x (ref.func $f)) (nop) (drop (local.get $x)) (drop (local.get $y)))
  (elem declare func $f))
