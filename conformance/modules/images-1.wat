(module
  (memory 1)
  (data (i32.const 4095) "ab")
  (data (i32.const 4096) "c"))
