(module (memory $m 1 2))
