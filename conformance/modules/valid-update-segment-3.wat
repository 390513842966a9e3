(module (memory $m 1) (func $init (memory.init $d (i32.const 0) (i32.const 0) (i32.const 1))) (data $d "abc") (func $new))
