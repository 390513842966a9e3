import {
  concrete,
  F32,
  F64,
  I8,
  I16,
  I32,
  I64,
  type InstructionSyntax,
  instruction,
  type Locals,
  type Module,
  reftype,
  V128,
} from '@wasm-checkpoint/wasm';
import { readValue, type TapeIndex } from '../continuations/values.js';
import { elementBits, putValue, unpacked } from './fields.js';
import type { ObjectType } from './types.js';

/** A body with its locals; the parameter is the object. */
export interface ObjectCode {
  readonly locals: readonly Locals[];
  readonly body: readonly InstructionSyntax[];
}

/** Locals behind the parameter. */
const OBJECT = 1;
const INDEX = 2;
const LENGTH = 3;
const WORD = 4;
const CELL = 5;

const get = (localidx: number): InstructionSyntax => instruction('local.get', localidx);
const set = (localidx: number): InstructionSyntax => instruction('local.set', localidx);
const constant = (value: number): InstructionSyntax => instruction('i32.const', value);
const END = instruction('end');
const EMPTY = { kind: 'empty' } as const;

const locals = (typeidx: number): readonly Locals[] => [
  { count: 1, type: reftype(concrete(typeidx), true) },
  { count: 2, type: I32 },
  { count: 1, type: I64 },
  { count: 1, type: I32 },
];

/** Does something with each index of an array; in front of it the object, its length and the cell are set. */
const each = (typeidx: number, step: readonly InstructionSyntax[]): readonly InstructionSyntax[] => [
  ...[get(0), instruction('ref.cast', concrete(typeidx)), set(OBJECT)],
  ...[get(OBJECT), instruction('array.len'), set(LENGTH)],
  ...[instruction('block', EMPTY), instruction('loop', EMPTY)],
  ...[get(INDEX), get(LENGTH), instruction('i32.ge_u'), instruction('br_if', 1)],
  ...step,
  ...[get(INDEX), constant(1), instruction('i32.add'), set(INDEX), instruction('br', 0), END, END],
];

/** Pushes the place of the element in its word, in bits, as i64. */
const shift = (bits: number): readonly InstructionSyntax[] => [
  ...[get(INDEX), constant(64 / bits - 1), instruction('i32.and'), constant(bits), instruction('i32.mul')],
  instruction('i64.extend_i32_u'),
];

/** Pushes whether the element is the first of its word, or with `last` the last. */
const edge = (bits: number, last: boolean): readonly InstructionSyntax[] => [
  ...[get(INDEX), constant(64 / bits - 1), instruction('i32.and')],
  ...(last ? [constant(64 / bits - 1), instruction('i32.eq')] : [instruction('i32.eqz')]),
];

/** Puts the elements of an array: numbers and vectors in little-endian words, references a cell each. */
export function putElements(module: Module, tape: TapeIndex, { typeidx, fields }: ObjectType): ObjectCode {
  const storage = fields[0]?.storage ?? I32;
  const bits = elementBits(storage);
  const packed = storage === I8 || storage === I16;
  const read = [get(OBJECT), get(INDEX), instruction(packed ? 'array.get_u' : 'array.get', typeidx)];
  if (bits === undefined || bits >= 64)
    return { locals: locals(typeidx), body: each(typeidx, putValue(module, tape, storage, read)) };
  const put = [get(WORD), instruction('call', tape('put_i64')), instruction('i64.const', 0n), set(WORD)];
  const step = [
    ...[...read, ...(storage === F32 ? [instruction('i32.reinterpret_f32')] : []), instruction('i64.extend_i32_u')],
    ...[...shift(bits), instruction('i64.shl'), get(WORD), instruction('i64.or'), set(WORD)],
    ...[...edge(bits, true), instruction('if', EMPTY), ...put, END],
  ];
  const rest = [...edge(bits, false), instruction('i32.eqz'), instruction('if', EMPTY), ...put, END];
  return { locals: locals(typeidx), body: [...each(typeidx, step), ...rest] };
}

/** Pushes what `get_T` gives for the cell that the local says, and goes on to the next. */
function nextCell(tape: TapeIndex): readonly InstructionSyntax[] {
  const read = [get(CELL), instruction('call', tape('get_i64'))];
  return [...read, get(CELL), constant(1), instruction('i32.add'), set(CELL)];
}

/** Sets the elements of an array from the cells that follow the first, as they were put. */
export function fillElements(module: Module, tape: TapeIndex, { typeidx, fields }: ObjectType): ObjectCode {
  const storage = fields[0]?.storage ?? I32;
  const first = [constant(1), set(CELL)];
  const write = (value: readonly InstructionSyntax[]): readonly InstructionSyntax[] => [
    ...[get(OBJECT), get(INDEX), ...value, instruction('array.set', typeidx)],
  ];
  return {
    locals: locals(typeidx),
    body: [...first, ...each(typeidx, element(module, tape, storage, write))],
  };
}

function element(
  module: Module,
  tape: TapeIndex,
  storage: number,
  write: (value: readonly InstructionSyntax[]) => readonly InstructionSyntax[],
): readonly InstructionSyntax[] {
  switch (storage) {
    case I64:
      return write(nextCell(tape));
    case F64:
      return write([...nextCell(tape), instruction('f64.reinterpret_i64')]);
    case V128:
      return write([
        ...[...nextCell(tape), instruction('i64x2.splat')],
        ...[...nextCell(tape), instruction('i64x2.replace_lane', 1)],
      ]);
  }
  const bits = elementBits(storage);
  if (bits === undefined) {
    // The cell is that of the index and one more.
    const [, ...read] = readValue(module, tape, 'get', unpacked(storage), 0);
    return write([get(INDEX), constant(1), instruction('i32.add'), ...read]);
  }
  const value = [get(WORD), ...shift(bits), instruction('i64.shr_u'), instruction('i32.wrap_i64')];
  return [
    ...[...edge(bits, false), instruction('if', EMPTY), ...nextCell(tape), set(WORD), END],
    ...write(storage === F32 ? [...value, instruction('f32.reinterpret_i32')] : value),
  ];
}
