(module (import "env" "x" (func)) (func $f (export "f")))
