(module (func (result i32) (i64.const 7)) (func (param i32) (drop (local.get 0))))
