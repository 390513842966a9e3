(module (type (func)) (func $f) (elem declare func $f)
  (global (mut (ref 0)) (ref.func $f)))
