(module (memory $m 1))
