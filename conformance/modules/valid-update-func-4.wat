(module (table $t (export "t") 1 funcref) (func $g) (func $f (param i32)))
