(module (table $t (export "t") 1 funcref) (func $f (param i32)) (elem (i32.const 0) $f))
