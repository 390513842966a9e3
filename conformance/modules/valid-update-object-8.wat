(module (memory $m 0))
