;; Arrays of every kind of element, made from segments, copied, filled, shared; of arrays, of vectors, of functions.
(module
  (import "env" "log" (func $log (param i32)))
  (type $bytes (array (mut i8)))
  (type $shorts (array (mut i16)))
  (type $longs (array (mut i64)))
  (type $floats (array (mut f32)))
  (type $vectors (array (mut v128)))
  (type $rows (array (mut (ref null $bytes))))
  (type $f (func (param i32) (result i32)))
  (type $functions (array (mut (ref null $f))))
  (data $text "bytes of a segment")
  (elem $some (ref null $f) (ref.func $inc) (ref.null $f) (ref.func $double))
  (global $kept (mut (ref null $rows)) (ref.null $rows))

  (func $inc (type $f) (call $log (i32.const 1)) (i32.add (local.get 0) (i32.const 1)))
  (func $double (type $f) (call $log (i32.const 2)) (i32.mul (local.get 0) (i32.const 2)))

  (func $sum (param $bytes (ref null $bytes)) (result i32)
    (local $i i32) (local $sum i32)
    loop $next
      (local.set $sum (i32.add (i32.mul (local.get $sum) (i32.const 31)) (array.get_s $bytes (local.get $bytes) (local.get $i))))
      (local.tee $i (i32.add (local.get $i) (i32.const 1)))
      (array.len (local.get $bytes))
      i32.lt_u
      br_if $next
    end
    (call $log (local.get $sum))
    local.get $sum)

  (func (export "run") (param $n i32) (result i64)
    (local $a (ref null $bytes)) (local $rows (ref null $rows)) (local $longs (ref null $longs)) (local $floats (ref null $floats))
    (local $vectors (ref null $vectors)) (local $functions (ref null $functions)) (local $sum i64) (local $i i32)
    (local.set $a (array.new_data $bytes $text (i32.const 3) (i32.const 12)))
    (local.set $rows (array.new $rows (local.get $a) (i32.const 3)))
    (local.set $longs (array.new_default $longs (i32.const 4)))
    (local.set $floats (array.new_fixed $floats 3 (f32.const -nan:0x7) (f32.const -0) (f32.const 2.5)))
    (local.set $vectors (array.new $vectors (v128.const i64x2 5 6) (i32.const 2)))
    (local.set $functions (array.new_elem $functions $some (i32.const 0) (i32.const 3)))
    (global.set $kept (local.get $rows))
    loop $next
      local.get $a
      (array.new_fixed $shorts 2 (i32.const 70000) (local.get $n))
      (call $sum (local.get $a))
      (call_ref $f (local.get $n) (array.get $functions (local.get $functions) (i32.const 2)))
      i32.add
      local.set $n
      (array.get_u $shorts (i32.const 0))
      local.get $n
      i32.xor
      i64.extend_i32_s
      local.get $sum
      i64.add
      local.set $sum
      (array.set $bytes (i32.const 2) (i32.wrap_i64 (local.get $sum)))
      (array.fill $bytes (local.get $a) (i32.const 5) (local.get $n) (i32.const 2))
      (array.copy $bytes $bytes (local.get $a) (i32.const 1) (local.get $a) (i32.const 4) (i32.const 3))
      (array.init_data $bytes $text (local.get $a) (i32.const 8) (i32.const 0) (i32.const 2))
      (array.init_elem $functions $some (local.get $functions) (i32.const 1) (i32.const 2) (i32.const 1))
      (array.set $longs (local.get $longs) (i32.const 3) (i64.add (array.get $longs (local.get $longs) (i32.const 3)) (local.get $sum)))
      (array.set $vectors (local.get $vectors) (i32.const 1) (i64x2.splat (local.get $sum)))
      (array.set $rows (local.get $rows) (i32.const 1) (array.new $bytes (local.get $n) (i32.const 2)))
      ;; the rows are seen through both names
      (call $log (call $sum (array.get $rows (global.get $kept) (i32.const 1))))
      (call $log (i32.reinterpret_f32 (array.get $floats (local.get $floats) (i32.const 0))))
      (local.tee $i (i32.add (local.get $i) (i32.const 1)))
      i32.const 4
      i32.lt_u
      br_if $next
    end
    elem.drop $some
    data.drop $text
    (call $log (i32.const 3))
    (i64.add (local.get $sum) (array.get $longs (local.get $longs) (i32.const 3)))
    (i64x2.extract_lane 0 (array.get $vectors (local.get $vectors) (i32.const 1)))
    i64.xor))
