(module (func $leaf ) (func $main (export "main") (param i32) (drop (local.get 0))))
