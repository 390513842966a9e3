(module (func (nop)) (func (nop)))
