(module
  (import "a" "f" (func (param i32)))
  (import "a" "m" (memory 2 4))
  (import "a" "t" (table 2 funcref))
  (import "a" "g" (global (ref null any)))
  (import "a" "x" (tag (param i32))))
