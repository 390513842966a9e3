(module (func (param i32) (drop (i32.const 0))))
