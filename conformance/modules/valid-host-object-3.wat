(module (import "env" "base" (global i32)) (import "env" "stack" (global (mut i32))))
