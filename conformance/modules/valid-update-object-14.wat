(module (global i64 (i64.const 1)) (global $g (export "g") (mut i32) (i32.const 0)))
