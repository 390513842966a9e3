(module
  (func (param i32 i32) (result i32)
    (loop $l
      (nop)
      (local.set 1 (i32.const 5))
      (br_if $l (local.get 0)))
    (local.get 1)))
