(module (type (func)) (type (func (param i32))))
