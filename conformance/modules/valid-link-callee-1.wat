(module
  (import "m" "b" (func $b (param i32) (result i32)))
  (func $outer (result i32) (call $b (i32.const 1))))
