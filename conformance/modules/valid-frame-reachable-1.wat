(module
  (func (return) (nop))
  (func (block (br 0) (block (nop))) (nop))
  (func (param i32) (if (local.get 0) (then (unreachable)) (else (nop)))))
