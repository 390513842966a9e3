import type { ByteReader } from '@wasm-checkpoint/bytes';
import { plainOfCode } from '../codes/types.js';
import { fault } from '../faults.js';
import { MISSING } from './codes.js';
import type { DumpValue } from './syntax.js';

/** A local or an operand of a frame. */
export function readValue(reader: ByteReader, path: string): DumpValue {
  const at = reader.offset;
  const code = reader.u8();
  if (code === MISSING) return { kind: 'missing' };
  switch (plainOfCode[code]) {
    case 'i32':
      return { kind: 'i32', value: reader.s32() };
    case 'i64':
      return { kind: 'i64', value: reader.s64() };
    case 'f32':
      return { kind: 'f32', bits: reader.fixed32() };
    case 'f64':
      return { kind: 'f64', bits: reader.fixed64() };
    default:
      // clause: dump-value
      throw fault('CKPT1030', { what: 'core dump value', code }, at, path);
  }
}
