(module (type $super (sub (func))) (type $sub (sub $super (func))) (func $f (export "f") (type $super)))
