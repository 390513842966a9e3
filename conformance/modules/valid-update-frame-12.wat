(module (func $leaf))
