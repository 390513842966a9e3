(module (type $t (func)) (func) (func (param i32)) (table 3 (ref null $t)))
