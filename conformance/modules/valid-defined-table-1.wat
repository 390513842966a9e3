(module (table 2 4 funcref) (table 0 externref))
