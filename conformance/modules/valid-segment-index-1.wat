(module
  (memory 1) (table 4 funcref) (func $f)
  (data "passive") (data "") (data (i32.const 0) "active")
  (elem func $f) (elem func) (elem (table 0) (i32.const 0) func $f) (elem declare func $f))
