(module (func $callee (call $leaf)) (func $leaf) (func $middle (nop) (return_call $callee)) (func $caller (export "main") (call $middle)))
