import type { ByteReader } from '@wasm-checkpoint/bytes';
import { diagnostic } from '../diagnostics.js';
import { requireOpcodeFeature } from '../features.js';
import type { Expr } from '../syntax/module.js';
import { opcodeOf } from '../syntax/opcode.js';
import type { TypeScope } from './heaptype.js';
import { readInstruction } from './immediates.js';
import { Nesting } from './nesting.js';

const I32_CONST = opcodeOf('i32.const').opcode;
const END = opcodeOf('end').opcode;

/** The end of `i32.const n end` at the reader's offset, by far the commonest expression; 0 for all others. */
export function plainI32(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start] !== I32_CONST) return 0;
  let at = start + 1;
  while ((bytes[at] ?? 0) >= 0x80) at++;
  // A fifth byte has bits beyond the type, which only the full reader judges.
  return at - start > 4 || at + 2 > end || bytes[at + 1] !== END ? 0 : at + 2;
}

/** Reads over a constant expression, up to and with its `end`. */
export function readExpr(reader: ByteReader, scope: TypeScope): Expr {
  const start = reader.offset;
  const plain = plainI32(reader.bytes, start, reader.end);
  if (plain > 0) {
    reader.offset = plain;
    return { start, end: plain };
  }
  for (const nesting = new Nesting(); !nesting.closed; ) {
    if (reader.atEnd) throw diagnostic('WASM1022', {}, { offset: start });
    const { opcode, offset } = readInstruction(reader, scope);
    requireOpcodeFeature(scope.features, opcode, offset);
    nesting.add(opcode, offset);
  }
  return { start, end: reader.offset };
}
