;; Traps of every kind beneath some frames: what was done before them must be there, and nothing of what comes after.
(module
  (import "env" "log" (func $log (param i32)))
  (memory (export "memory") 1)
  (type $f (func (param i32) (result i32)))
  (type $other (func (param i64)))
  (table $t (export "table") 4 funcref)
  (elem (table $t) (i32.const 0) func $wrong $right)
  (global $depth (export "depth") (mut i32) (i32.const 0))

  (func $wrong (type $other))
  (func $right (type $f) (local.get 0))

  (func $trap (param $kind i32) (result i32)
    block $8 block $7 block $6 block $5 block $4 block $3 block $2 block $1 block $0
      (br_table $0 $1 $2 $3 $4 $5 $6 $7 $8 (local.get $kind))
    end
    unreachable
    end
    (return (i32.div_u (i32.const 1) (i32.sub (local.get $kind) (local.get $kind))))
    end
    (return (i32.div_s (i32.const 0x80000000) (i32.const -1)))
    end
    (return (i32.load (i32.const 65533)))
    end
    (return (call_indirect $t (type $f) (i32.const 0) (i32.const 0)))
    end
    (return (call_indirect $t (type $f) (i32.const 0) (i32.const 2)))
    end
    (return (call_indirect $t (type $f) (i32.const 0) (i32.const 9)))
    end
    (return (i32.trunc_f32_s (f32.const nan)))
    end
    (table.set $t (i32.const 4) (ref.null func))
    (i32.const 0))

  (func $deep (param $n i32) (param $kind i32) (result i32)
    (global.set $depth (i32.add (global.get $depth) (i32.const 1)))
    (i32.store (i32.mul (local.get $n) (i32.const 4)) (global.get $depth))
    (call $log (local.get $n))
    (if (result i32) (local.get $n)
      (then
        local.get $n
        (call $deep (i32.sub (local.get $n) (i32.const 1)) (local.get $kind))
        i32.add)
      (else
        loop (result i32)
          (call $log (i32.const 100))
          (call $trap (local.get $kind))
        end))
    (global.set $depth (i32.const -1)))

  (func (export "run") (param $n i32) (param $kind i32) (result i32)
    (call $deep (local.get $n) (local.get $kind))))
