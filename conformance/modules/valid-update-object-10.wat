(module (memory $m 1 4))
