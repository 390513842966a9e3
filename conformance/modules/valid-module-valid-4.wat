(module (func $f) (elem externref (ref.func $f)))
