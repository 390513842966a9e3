(module (import "env" "x" (global i64)) (func $f (export "f")))
