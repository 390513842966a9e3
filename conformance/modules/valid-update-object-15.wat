(module (tag $e (export "e") ))
