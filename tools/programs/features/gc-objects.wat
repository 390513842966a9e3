;; Objects with methods in a table of functions of their class, and a chain of objects that is long and recursive.
(module
  (import "env" "log" (func $log (param i32)))
  (rec
    (type $class (struct (field $area (ref $area)) (field $parent (ref null $class))))
    (type $object (sub (struct (field $class (ref $class)) (field $link (mut (ref null $object))))))
    (type $area (func (param (ref $object)) (result i32))))
  (type $box (sub $object (struct (field $class (ref $class)) (field $link (mut (ref null $object))) (field $side i32))))
  (global $base (ref $class) (struct.new $class (ref.func $none) (ref.null $class)))
  (global $boxes (ref $class) (struct.new $class (ref.func $squared) (global.get $base)))
  (global $chain (mut (ref null $object)) (ref.null $object))

  (func $none (type $area) (call $log (i32.const 0)) (i32.const 0))
  (func $squared (type $area)
    (local $side i32)
    (local.set $side (struct.get $box $side (ref.cast (ref $box) (local.get 0))))
    (call $log (local.get $side))
    (i32.mul (local.get $side) (local.get $side)))

  (func $area-of (param $o (ref $object)) (result i32)
    (call_ref $area (local.get $o) (struct.get $class $area (struct.get $object $class (local.get $o)))))

  (func $walk (param $o (ref null $object)) (result i32)
    (if (result i32) (ref.is_null (local.get $o))
      (then (i32.const 0))
      (else
        (call $area-of (ref.as_non_null (local.get $o)))
        (call $walk (struct.get $object $link (local.get $o)))
        i32.add)))

  ;; Makes the chain longer without looking at it.
  (func (export "grow") (param $n i32) (result i32)
    (local $i i32)
    loop $next
      (global.set $chain (struct.new $box (global.get $boxes) (global.get $chain) (local.get $i)))
      (local.tee $i (i32.add (local.get $i) (i32.const 1)))
      local.get $n
      i32.lt_u
      br_if $next
    end
    local.get $i)

  (func (export "run") (param $n i32) (result i32)
    (local $o (ref null $object)) (local $i i32)
    (local.set $o (struct.new $object (global.get $base) (ref.null $object)))
    loop $next
      (local.set $o (struct.new $box (global.get $boxes) (local.get $o) (local.get $i)))
      (if (i32.rem_u (local.get $i) (i32.const 2))
        (then (local.set $o (struct.new $object (global.get $base) (local.get $o)))))
      (local.tee $i (i32.add (local.get $i) (i32.const 1)))
      local.get $n
      i32.lt_u
      br_if $next
    end
    (call $walk (local.get $o))))
