(module (global $g (export "g") i32 (i32.const 2)) (func $main (export "main") (drop (global.get $g))))
