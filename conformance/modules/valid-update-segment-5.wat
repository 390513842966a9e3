(module (memory $m 1) (func $old) (data $d "abc"))
