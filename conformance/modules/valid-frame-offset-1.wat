(module (func (local i64) (drop (i32.const 1000)) (block (nop))))
