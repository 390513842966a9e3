(module (type (func)) (func $f) (elem declare func $f)
  (global (mut (ref null 0)) (ref.func $f)))
