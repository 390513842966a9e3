(module (global $g (export "g") i32 (i32.const 1)) (func $main (export "main") (drop (global.get $g))))
