(module (func (param i32)) (func (param i64)))
