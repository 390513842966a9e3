(module
  (tag $a (param i32))
  (tag $b)
  (func $f (param i32) (result i32) (local i32 i32 i32)
    try (result i32)
      try
        i32.const 1
        throw $a
      delegate 0
      local.get 1
    catch $a
      try
        call $g
      catch_all
        local.get 2
        drop
        call $g
      end
    catch_all
      call $g
      local.get 3
    end)
  (func $g))
