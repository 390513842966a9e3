(module (tag (param i32)) (tag (param funcref)))
