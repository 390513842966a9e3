(module (memory $m 2))
