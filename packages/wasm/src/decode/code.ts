import type { ByteReader } from '@wasm-checkpoint/bytes';
import { diagnostic } from '../diagnostics.js';
import type { Instruction } from '../syntax/instruction.js';
import type { BodyRange } from '../syntax/module.js';
import type { Code, Locals } from '../syntax/module-syntax.js';
import type { Opcode } from '../syntax/opcode.js';
import { readList } from './declarations.js';
import { readValtype, type TypeScope } from './heaptype.js';
import { readInstruction } from './immediates.js';
import type { Module } from './module.js';
import { Nesting } from './nesting.js';

const MAX_LOCALS = 2 ** 32 - 1;

/** Reads the local declarations as written; WASM1018 when they add up beyond the index space. */
export function readLocals(reader: ByteReader, scope: TypeScope): Locals[] {
  let total = 0;
  return readList(reader.count(2), () => {
    const offset = reader.offset;
    const count = reader.u32();
    total += count;
    if (total > MAX_LOCALS) throw diagnostic('WASM1018', { count: total }, { offset });
    return { count, type: readValtype(reader, scope) };
  });
}

/** Whether an instruction opens a construct that an `end` or `delegate` closes. */
export const opensBlock = (opcode: Opcode): boolean => opcode.immediates[0] === 'blocktype';
/** Whether an instruction closes the construct that it stands in. */
export const closesBlock = (opcode: Opcode): boolean => opcode.rule === 'end' || opcode.rule === 'delegate';

/** The instructions of an expression that ends with its window; WASM1011 when bytes are left after its `end`. */
export function* readInstructions(reader: ByteReader, scope: TypeScope): Generator<Instruction, void, undefined> {
  for (const nesting = new Nesting(); !nesting.closed; ) {
    const instruction = readInstruction(reader, scope);
    nesting.add(instruction.opcode, instruction.offset);
    yield instruction;
  }
  if (!reader.atEnd) throw diagnostic('WASM1011', { left: reader.remaining }, { offset: reader.offset });
}

/** Reads a body whole. */
export function readCode(module: Module, range: BodyRange): Code {
  const reader = module.reader(range.start, range.end);
  const locals = readLocals(reader, module.scope);
  return { locals, body: [...readInstructions(reader, module.scope)] };
}
