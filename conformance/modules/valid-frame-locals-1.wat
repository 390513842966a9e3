(module (func (param i32) (local i64 f32)))
