(module (func $leaf ) (func $main (export "main") (param i32) (call $leaf) (drop (local.get 0))))
