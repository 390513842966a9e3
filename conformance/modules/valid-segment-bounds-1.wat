(module
  (import "a" "g" (global i32)) (import "a" "m" (memory 0)) (import "a" "t" (table 0 funcref)) (func $f)
  (data (i32.const 65530) "123456") (data (global.get 0) "")
  (elem (table 0) (global.get 0) func $f $f))
