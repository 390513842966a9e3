(module (global (mut externref) (ref.null extern)))
