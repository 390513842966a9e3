(module (func (export "a")) (func (export "b") (result i32) (i32.const 1)))
