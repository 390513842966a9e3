(module (table $t (export "t") 1 funcref) (func $f (param i64)))
