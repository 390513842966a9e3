(module (func $leaf ) (func $main (export "main") (param i32) (local i64) (call $leaf) (drop (local.get 0))))
