(module (func (export "b") (result i32) (i32.const 1)) (func (export "a")))
