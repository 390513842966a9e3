(module (import "a" "m" (memory 1 10)))
