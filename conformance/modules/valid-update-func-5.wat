(module (table $t (export "t") 1 funcref) (func $g (param i64)))
