(module (memory $m i64 1))
