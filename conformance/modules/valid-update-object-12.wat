(module (func) (memory $m 2 4))
