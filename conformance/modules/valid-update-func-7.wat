(module (type $super (sub (func))) (import "a" "f" (func (type $super))))
