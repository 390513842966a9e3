(module (import "env" "a" (memory 1 4)) (import "env" "b" (memory 1 4)))
