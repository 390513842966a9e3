(module (func $callee (call $leaf)) (func $leaf) (func $middle (return_call $callee)) (func $caller (export "main") (call $middle)))
