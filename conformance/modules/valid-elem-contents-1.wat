(module
  (type $s (struct (field i32)))
  (elem (ref null $s) (struct.new $s (i32.const 1)) (ref.null $s) (struct.new_default $s))
  (elem i31ref (ref.i31 (i32.const 1))))
