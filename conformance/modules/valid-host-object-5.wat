(module (import "env" "error" (tag (param i32))))
