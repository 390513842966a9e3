(module (global (mut funcref) (ref.null func)) (global (mut i32) (i32.const 0)) (func $f) (elem declare func $f))
