(module (func (result i32) (i32.const 7)) (func (param i32) (drop (local.get 0))) (start 1))
