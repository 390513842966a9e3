(module (import "env" "x" (table 1 (ref func))) (func $f (export "f")))
