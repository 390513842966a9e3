(module (func (param i64) (drop (local.get 0))))
