(module (import "env" "memory" (memory 1 4)))
