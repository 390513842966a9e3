(module
  (tag $a (param i32))
  (func $f (param $x i32) (param $y i32) (result exnref)
    (block $h (result i32 exnref)
      (try_table (catch_ref $a $h) (call $g))
      (return (ref.null exn)))
    (local.get $x)
    drop
    (block (nop) (br 0))
    (return))
  (func $g (throw $a (i32.const 0))))
