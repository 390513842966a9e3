(module (memory $m 3))
