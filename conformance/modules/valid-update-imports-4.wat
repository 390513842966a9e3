(module (import "env" "x" (memory 1)) (func $f (export "f")))
