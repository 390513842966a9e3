(module (memory $m 1 1))
