import type { ByteReader } from '@wasm-checkpoint/bytes';
import { diagnostic } from '../diagnostics.js';
import type { Expr } from '../syntax/module.js';
import type { TypeScope } from './heaptype.js';
import { readInstruction } from './immediates.js';

/** Reads over a constant expression, up to and with its `end`. */
export function readExpr(reader: ByteReader, scope: TypeScope): Expr {
  const start = reader.offset;
  for (;;) {
    if (reader.atEnd) throw diagnostic('WASM1022', {}, { offset: start });
    const { opcode, offset } = readInstruction(reader, scope);
    if (opcode.rule === 'end') return { start, end: reader.offset };
    // Nothing that opens a block is constant, so an `end` always closes the expression itself.
    if (opcode.role === 'structure' || opcode.role === 'loop') {
      throw diagnostic('WASM2010', { instruction: opcode.name }, { offset });
    }
  }
}
