(module
  (import "a" "helper" (func (param i32) (result i32)))
  (import "a" "memory" (memory 1 4))
  (import "a" "count" (global (mut i32))))
