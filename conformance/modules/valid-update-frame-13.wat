(module (func $leaf ) (func $main (export "main") (param i32) (call $new) (drop (local.get 0))) (func $new))
