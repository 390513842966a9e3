(module (type $t (sub (func))) (import "env" "f" (func (type $t))))
