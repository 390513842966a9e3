import type { ByteWriter } from '@wasm-checkpoint/bytes';
import { constructorCode } from '../decode/heaptype.js';
import type { ImmediateValue } from '../syntax/instruction.js';
import { type Blocktype, type Catch, catchKinds, type Memarg } from '../syntax/instruction.js';
import type { ExprSyntax, InstructionSyntax } from '../syntax/module-syntax.js';
import type { ImmediateKind, Opcode } from '../syntax/opcode.js';
import { writeHeaptype, writeValtype } from './types.js';

const MULTI_MEMORY_BIT = 0x40;

function writeBlocktype(writer: ByteWriter, type: Blocktype): void {
  if (type.kind === 'empty') writer.u8(constructorCode.empty);
  else if (type.kind === 'result') writeValtype(writer, type.type);
  else writer.s33(type.typeidx);
}

function writeMemarg(writer: ByteWriter, { align, memidx, offset }: Memarg): void {
  writer.u32(memidx === 0 ? align : align | MULTI_MEMORY_BIT);
  if (memidx !== 0) writer.u32(memidx);
  writer.u64(offset);
}

function writeCatch(writer: ByteWriter, { kind, tagidx, labelidx }: Catch): void {
  writer.u8(catchKinds.indexOf(kind));
  if (tagidx !== undefined) writer.u32(tagidx);
  writer.u32(labelidx);
}

const u32 = (writer: ByteWriter, value: number): void => writer.u32(value);
const u8 = (writer: ByteWriter, value: number): void => writer.u8(value);
const raw = (writer: ByteWriter, value: Uint8Array): void => writer.raw(value);

/** How the bytes of each kind of immediate are written. */
export const immediateWriters: {
  readonly [Kind in ImmediateKind]: (writer: ByteWriter, value: ImmediateValue<Kind>) => void;
} = {
  blocktype: writeBlocktype,
  funcidx: u32,
  typeidx: u32,
  tableidx: u32,
  memidx: u32,
  globalidx: u32,
  tagidx: u32,
  elemidx: u32,
  dataidx: u32,
  localidx: u32,
  labelidx: u32,
  fieldidx: u32,
  u32,
  'labelidx*': (writer, labels) => writer.vec(labels, (label) => writer.u32(label)),
  memarg: writeMemarg,
  laneidx: u8,
  'laneidx^16': raw,
  zero: u8,
  i32: (writer, value) => writer.s32(value),
  i64: (writer, value) => writer.s64(value),
  f32: (writer, bits) => writer.fixed32(bits),
  f64: (writer, bits) => writer.fixed64(bits),
  v128: raw,
  heaptype: writeHeaptype,
  'valtype*': (writer, types) => writer.vec(types, (type) => writeValtype(writer, type)),
  castflags: (writer, { sourceNullable, targetNullable }) =>
    writer.u8((sourceNullable ? 1 : 0) | (targetNullable ? 2 : 0)),
  'catch*': (writer, catches) => writer.vec(catches, (clause) => writeCatch(writer, clause)),
};

/** Writes an opcode, its prefix first. */
export function writeOpcode(writer: ByteWriter, opcode: Opcode): void {
  if (opcode.prefix === 0) {
    writer.u8(opcode.opcode);
    return;
  }
  writer.u8(opcode.prefix);
  writer.u32(opcode.opcode);
}

/** Writes one instruction, every integer in its shortest form. */
export function encodeInstruction(writer: ByteWriter, { opcode, immediates }: InstructionSyntax): void {
  writeOpcode(writer, opcode);
  for (const { kind, value } of immediates) {
    // Kind and value belong together, which the type of a generic pair cannot say.
    (immediateWriters[kind] as (writer: ByteWriter, value: unknown) => void)(writer, value);
  }
}

/** Writes an expression, its closing `end` included. */
export function writeExpr(writer: ByteWriter, expr: ExprSyntax): void {
  for (const instruction of expr) encodeInstruction(writer, instruction);
}
