(module (import "env" "x" (tag (param i32))) (func $f (export "f")))
