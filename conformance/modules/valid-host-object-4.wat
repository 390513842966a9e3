(module (import "env" "one" (global i32)) (import "env" "one" (global i32)))
