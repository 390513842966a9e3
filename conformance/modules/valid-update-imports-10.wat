(module (import "env" "x" (memory 1 2)) (func $f (export "f")))
