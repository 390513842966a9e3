;; NaNs with payloads, quiet and signalling, and negative zeros: in locals, operands, globals, memory, parameters, results.
(module
  (import "env" "log" (func $log (param i32)))
  (import "env" "log64" (func $log64 (param i64)))
  (memory 1)
  (global $f (mut f32) (f32.const -nan:0x212345))
  (global $d (mut f64) (f64.const nan:0x4567))

  ;; Passes bits through without touching them: a signalling NaN stays one.
  (func $pass (param f32 f64) (result f64 f32)
    (call $log (i32.reinterpret_f32 (local.get 0)))
    (call $log64 (i64.reinterpret_f64 (local.get 1)))
    (local.get 1) (local.get 0))

  (func (export "run") (param $n i32) (result i64)
    (local $single f32) (local $double f64) (local $zero f32) (local $negative f64) (local $sum i64)
    (local.set $single (f32.const nan:0x200001))
    (local.set $double (f64.const -nan:0x8000000000001))
    (local.set $zero (f32.const -0))
    (local.set $negative (f64.const -0))
    loop $next
      global.get $f
      global.get $d
      f32.const -nan:0x1
      (call $pass (local.get $single) (local.get $double))
      global.set $f
      global.set $d
      (i64.extend_i32_u (i32.reinterpret_f32))
      local.set $sum
      (call $pass (local.get $zero) (local.get $negative))
      (i64.extend_i32_u (i32.reinterpret_f32))
      (local.set $sum (i64.xor (local.get $sum)))
      i64.reinterpret_f64
      (local.set $sum (i64.add (local.get $sum)))
      call $pass
      local.set $single
      local.set $double
      (f32.store (i32.const 0) (local.get $single))
      (f64.store (i32.const 8) (local.get $double))
      (call $log (i32.load (i32.const 0)))
      (call $log64 (i64.load (i32.const 8)))
      ;; negation changes the sign of a NaN and nothing else
      (local.set $single (f32.neg (local.get $single)))
      (local.set $double (f64.copysign (local.get $double) (local.get $negative)))
      (local.set $negative (f64.neg (local.get $negative)))
      local.get $n
      i32.const 1
      i32.sub
      local.tee $n
      br_if $next
    end
    local.get $sum
    (i64.reinterpret_f64 (local.get $double))
    (i64.extend_i32_u (i32.reinterpret_f32 (local.get $single)))
    i64.xor
    i64.add))
