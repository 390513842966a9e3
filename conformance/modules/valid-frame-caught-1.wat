(module
  (tag $a) (tag $b (param i32))
  (func
    try
      nop
    catch $b
      drop
      try
        nop
      catch $a
        nop
      catch_all
        nop
      end
    end
    nop))
