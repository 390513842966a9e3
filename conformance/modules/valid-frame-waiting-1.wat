(module
  (memory 1 1 shared) (memory 2 2 shared)
  (func (memory.atomic.wait32 1 (i32.const 0) (i32.const 0) (i64.const -1)) (drop))
  (func (memory.atomic.wait64 0 offset=8 (i32.const 0) (i64.const 0) (i64.const -1)) (drop))
  (func (nop)))
