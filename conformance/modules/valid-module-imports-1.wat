(module
  (type $s (sub (struct (field i32))))
  (import "env" "log" (func (param i32)))
  (import "env" "table" (table 1 10 funcref))
  (import "env" "memory" (memory 1 2))
  (import "env" "global" (global (mut (ref null $s))))
  (import "env" "tag" (tag (param i32))))
