import { assemble } from '../../suite/assembler.js';

/** Each frame keeps an i32, an i64 and an f64, and an operand waits for the call; at the bottom the host is called. */
const text = `(module
  (import "env" "bottom" (func $bottom))
  (func $down (export "down") (param $n i32) (result i32) (local $wide i64) (local $real f64)
    (local.set $wide (i64.extend_i32_u (local.get $n)))
    (local.set $real (f64.convert_i32_u (local.get $n)))
    (if (result i32) (i32.eqz (local.get $n))
      (then (call $bottom) (i32.const 0))
      (else
        (local.get $n)
        (call $down (i32.sub (local.get $n) (i32.const 1)))
        i32.xor
        (i32.wrap_i64 (local.get $wide))
        i32.add
        (i32.trunc_sat_f64_s (local.get $real))
        i32.sub))))`;

/** A module whose `down` recurses as deep as its argument says. */
export async function deepModule(): Promise<Uint8Array<ArrayBuffer>> {
  const assembled = await assemble({ kind: 'text', text }, 'wasm-tools');
  if ('refusal' in assembled) throw new Error(assembled.refusal);
  return new Uint8Array(assembled.bytes);
}

/** A module with a memory of 16 MiB and nothing that changes it but the host. */
export async function memoryModule(pages: number): Promise<Uint8Array<ArrayBuffer>> {
  const assembled = await assemble(
    {
      kind: 'text',
      text: `(module (memory (export "memory") ${pages}) (func (export "run") (result i32) (i32.const 7)))`,
    },
    'wasm-tools',
  );
  if ('refusal' in assembled) throw new Error(assembled.refusal);
  return new Uint8Array(assembled.bytes);
}
