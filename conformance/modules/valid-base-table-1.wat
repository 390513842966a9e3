(module (type $s (struct))
  (table 2 2 (ref null $s) (struct.new $s)) (elem (table 0) (i32.const 1) (ref null $s) (ref.null $s)))
