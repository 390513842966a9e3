(module (import "env" "x" (func (param i32))) (func $f (export "f")))
