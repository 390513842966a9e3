(module
  (memory 1 2 shared)
  (memory 1 2 shared)
  (func $narrow (param i32) (result i32)
    i64.const 5
    (memory.atomic.wait32 offset=4 (local.get 0) (i32.const 0) (i64.const -1))
    nop
    return)
  (func $wide (param i32) (result i32)
    (memory.atomic.wait64 1 (local.get 0) (i64.const 0) (i64.const -1))))
