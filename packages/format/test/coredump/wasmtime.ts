/**
 * A core dump that Wasmtime 49.0.3 wrote (`wasmtime run -D coredump=out.core`) when this module trapped:
 *
 *     (module $crash
 *       (memory (export "memory") 2)
 *       (global $g (mut i32) (i32.const 0))
 *       (global $h i64 (i64.const -5))
 *       (global $f (mut f64) (f64.const 1.5))
 *       (data (i32.const 1000) "hello core dump")
 *       (func $inner (param i32 i64) (local f32)
 *         (global.set $g (i32.const 77))
 *         (i32.store (i32.const 70000) (local.get 0))
 *         unreachable)
 *       (func $outer (param i32)
 *         (call $inner (i32.add (local.get 0) (i32.const 1)) (i64.const 9)))
 *       (func (export "_start") (call $outer (i32.const 41))))
 */
export const wasmtimeDump: Uint8Array = Uint8Array.from(
  Buffer.from(
    [
      'AGFzbQEAAAAADARjb3JlAAV0LndhdAUDAQACBhgDfwFBzQALfgBCewt8AUQAAAAAAAD4PwsLHgIAQegHCw9oZWxsbyBjb3JlIGR1bXAA',
      'QfCiBAsBKgAUC2NvcmVtb2R1bGVzAQAFY3Jhc2gAFw1jb3JlaW5zdGFuY2VzAQAAAQADAAECACMJY29yZXN0YWNrAARtYWluAwAAABEA',
      'AAAAAQgAAAAAAgMAAA==',
    ].join(''),
    'base64',
  ),
);

/** The body offset of `unreachable` in $inner, of the call in $outer and of the call in _start. */
export const wasmtimeOffsets = [17, 8, 3] as const;

/**
 * Another one, of a module with two memories, the second with 64-bit addresses, and globals of vectors and references:
 *
 *     (module $a (memory 1) (memory i64 1 3)
 *       (global (mut v128) (v128.const i32x4 1 2 3 4)) (global (mut funcref) (ref.func 0))
 *       (global (mut externref) (ref.null extern)) (global (mut anyref) (ref.i31 (i32.const 3)))
 *       (data (memory 1) (i64.const 100) "second")
 *       (func (export "_start") unreachable))
 */
export const wasmtimeDumpOfMany: Uint8Array = Uint8Array.from(
  Buffer.from(
    [
      'AGFzbQEAAAAADQRjb3JlAAZ0Mi53YXQFBgIAAQUBAwYlBHsB/QwBAAAAAgAAAAMAAAAEAAAAC3AB0HALbwHQbwtuAdBuCwsOAQIBQuQA',
      'CwZzZWNvbmQAEAtjb3JlbW9kdWxlcwEAAWEAGQ1jb3JlaW5zdGFuY2VzAQAAAgABBAABAgMAFwljb3Jlc3RhY2sABG1haW4BAAAAAQAA',
    ].join(''),
    'base64',
  ),
);
