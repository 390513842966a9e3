(module (func $f) (elem funcref (ref.func $f)))
