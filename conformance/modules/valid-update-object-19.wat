(module (memory $m 1 5))
