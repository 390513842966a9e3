import type { ByteReader } from '@wasm-checkpoint/bytes';
import { diagnostic } from '../diagnostics.js';
import type { Expr } from '../syntax/module.js';
import { type Opcode, opcodeOf } from '../syntax/opcode.js';
import type { TypeScope } from './heaptype.js';
import { readInstruction } from './immediates.js';

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
  for (let depth = 1; ; ) {
    if (reader.atEnd) throw diagnostic('WASM1022', {}, { offset: start });
    const { opcode } = readInstruction(reader, scope);
    depth += nesting(opcode);
    if (depth === 0) return { start, end: reader.offset };
  }
}

/** What an instruction does to the depth of nesting: 1 when it opens a construct, -1 when it closes one. */
export const nesting = (opcode: Opcode): number => {
  if (opcode.rule === 'end' || opcode.rule === 'delegate') return -1;
  return opcode.immediates[0] === 'blocktype' ? 1 : 0;
};
