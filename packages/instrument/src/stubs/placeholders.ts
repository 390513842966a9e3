import type { ByteWriter } from '@wasm-checkpoint/bytes';
import {
  encodeInstruction,
  F32,
  F64,
  heapOf,
  I32,
  I64,
  type InstructionSyntax,
  instruction,
  isNullable,
  isRef,
  V128,
  type Valtype,
} from '@wasm-checkpoint/wasm';

const ZEROS = new Uint8Array(16);

/** An instruction that pushes some value of a type, for functions that return while the stack unwinds; undefined when there is none. */
export function placeholder(type: Valtype): InstructionSyntax | undefined {
  switch (type) {
    case I32:
      return instruction('i32.const', 0);
    case I64:
      return instruction('i64.const', 0n);
    case F32:
      return instruction('f32.const', 0);
    case F64:
      return instruction('f64.const', 0n);
    case V128:
      return instruction('v128.const', ZEROS);
  }
  return isRef(type) && isNullable(type) ? instruction('ref.null', heapOf(type)) : undefined;
}

/** Pushes values of all result types of a function. */
export function writePlaceholders(writer: ByteWriter, types: Int32Array): void {
  for (const type of types) {
    const pushed = placeholder(type);
    if (pushed === undefined) throw new RangeError(`no placeholder for ${type}`);
    encodeInstruction(writer, pushed);
  }
}
