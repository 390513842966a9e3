(module (import "env" "x" (global i32)) (func $f (export "f")))
