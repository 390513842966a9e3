(module (memory 2 4) (memory i64 1))
