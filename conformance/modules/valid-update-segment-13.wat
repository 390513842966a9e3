(module (table $t 1 funcref) (func $f) (func $g)
  (func $init (table.init $t $e (i32.const 0) (i32.const 0) (i32.const 1))) (elem $e func $g))
