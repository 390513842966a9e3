(module (tag) (tag $e (export "e") ))
