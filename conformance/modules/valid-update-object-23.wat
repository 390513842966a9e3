(module (tag $e (export "e") (param i32)))
