(module (func $f (nop) (block (nop)) (loop (nop) (nop)) (call $f) (nop) (nop)))
