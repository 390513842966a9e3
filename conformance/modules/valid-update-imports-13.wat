(module (import "env" "x" (tag)) (func $f (export "f")))
