(module (func $callee (call $leaf)) (func $leaf) (func $middle (call $callee)) (func $caller (export "main") (call $middle)))
