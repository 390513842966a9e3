(module (global $g (export "g") (mut i64) (i64.const 0)))
