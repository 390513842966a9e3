;; i31, casts and tests in a hierarchy, br_on_cast and br_on_cast_fail with operands beneath, conversions to and from extern.
(module
  (import "env" "log" (func $log (param i32)))
  (import "env" "host" (func $host (param i32) (result externref)))
  (import "env" "number" (func $number (param externref) (result i32)))
  (type $text (array (mut i8)))
  (type $shape (sub (struct (field $id i32))))
  (type $square (sub $shape (struct (field $id i32) (field $side f32))))
  (type $named (sub final $shape (struct (field $id i32) (field $name (ref $text)))))
  (table $any 4 anyref)
  (global $last (mut eqref) (ref.null none))

  (func $make (param $n i32) (result anyref)
    (call $log (local.get $n))
    block $4 block $3 block $2 block $1 block $0
      (br_table $0 $1 $2 $3 $4 (i32.rem_u (local.get $n) (i32.const 6)))
    end
    (return (ref.i31 (i32.sub (local.get $n) (i32.const 5))))
    end
    (return (struct.new $shape (local.get $n)))
    end
    (return (struct.new $square (local.get $n) (f32.const 1.5)))
    end
    (return (struct.new $named (local.get $n) (array.new $text (local.get $n) (i32.const 3))))
    end
    (if (i32.eq (i32.rem_u (local.get $n) (i32.const 6)) (i32.const 4)) (then (return (any.convert_extern (call $host (local.get $n))))))
    (ref.null any))

  (func $measure (param $x anyref) (result i32)
    (local $square (ref null $square))
    i32.const 1000
    block $done (result i32)
      block $null
        block $square (result (ref $square))
          block $i31 (result (ref i31))
            block $other (result anyref)
              i32.const 5
              local.get $x
              br_on_null $null
              br_on_cast $i31 (ref any) (ref i31)
              br_on_cast_fail $other (ref any) (ref $shape)
              br_on_cast $square (ref $shape) (ref $square)
              struct.get $shape $id
              i32.add
              call $same
              br $done
            end
            (call $log (i32.const 31))
            extern.convert_any
            call $number
            br $done
          end
          (call $log (i32.const 32))
          i31.get_s
          br $done
        end
        local.set $square
        (call $log (i32.const 33))
        (i32.trunc_f32_s (f32.mul (struct.get $square $side (local.get $square)) (f32.const 100)))
        br $done
      end
      i32.const 1
    end
    i32.add)

  (func $same (param i32) (result i32) (call $log (local.get 0)) (local.get 0))

  (func (export "run") (param $n i32) (result i32)
    (local $x anyref) (local $y externref) (local $sum i32)
    loop $next
      (call $make (local.get $n))
      local.tee $x
      local.get $sum
      (call $measure (local.get $x))
      i32.add
      (ref.test (ref $named) (local.get $x))
      i32.add
      local.set $sum
      ;; out to the host's side and back: the same object
      local.set $x
      (local.set $y (extern.convert_any (local.get $x)))
      (call $log (i32.const 34))
      (if (ref.test (ref eq) (any.convert_extern (local.get $y)))
        (then
          (global.set $last (ref.cast eqref (local.get $x)))
          (local.set $sum (i32.add (local.get $sum)
            (ref.eq (global.get $last) (ref.cast eqref (any.convert_extern (local.get $y))))))))
      (table.set $any (i32.rem_u (local.get $n) (i32.const 4)) (local.get $x))
      (local.tee $n (i32.sub (local.get $n) (i32.const 1)))
      br_if $next
    end
    local.get $sum)

  ;; A cast that fails in the midst of frames.
  (func (export "fail") (param $n i32) (result i32)
    (call $log (i32.const 35))
    (struct.get $square $id (ref.cast (ref $square) (call $make (local.get $n))))))
