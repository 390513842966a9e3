import {
  concrete,
  heaptypeOf,
  I8,
  I16,
  type InstructionSyntax,
  instruction,
  type Module,
  reftype,
} from '@wasm-checkpoint/wasm';
import type { TapeIndex } from '../continuations/values.js';
import { type ObjectCode, putElements } from './elements.js';
import { putValue } from './fields.js';
import type { ObjectType, ObjectTypes } from './types.js';

/** What `save` puts first for a reference that is none to an object of a type of the module: clause inst-objects. */
export const SAVED_NULL = -1;
export const SAVED_I31 = -2;
export const SAVED_HOST = -3;
export const SAVED_UNKNOWN = -4;

const get = (localidx: number): InstructionSyntax => instruction('local.get', localidx);
const END = instruction('end');
const EMPTY = { kind: 'empty' } as const;

/** Puts the type of an object and what it holds; the parameter is the object. */
export function putObject(module: Module, tape: TapeIndex, type: ObjectType): ObjectCode {
  const { typeidx, fields } = type;
  const number = (value: InstructionSyntax): InstructionSyntax[] => [value, instruction('call', tape('put_i32'))];
  const head = number(instruction('i32.const', typeidx));
  if (type.kind === 'array') {
    const { locals, body } = putElements(module, tape, type);
    const length = [get(0), instruction('ref.cast', concrete(typeidx)), instruction('array.len')];
    return { locals, body: [...head, ...length, instruction('call', tape('put_i32')), ...body] };
  }
  const object = [get(0), instruction('ref.cast', concrete(typeidx)), instruction('local.set', 1)];
  const values = fields.flatMap(({ storage }, fieldidx) => {
    const packed = storage === I8 || storage === I16;
    return putValue(module, tape, storage, [
      get(1),
      instruction(packed ? 'struct.get_u' : 'struct.get', typeidx, fieldidx),
    ]);
  });
  return { locals: [{ count: 1, type: reftype(concrete(typeidx), true) }], body: [...head, ...object, ...values] };
}

/** Finds the most specific type of what the parameter refers to, and calls the function that puts objects of that type. */
export function putAny(
  tape: TapeIndex,
  types: ObjectTypes,
  put: (type: ObjectType) => number,
): readonly InstructionSyntax[] {
  const number = (value: InstructionSyntax[]): InstructionSyntax[] => [...value, instruction('call', tape('put_i32'))];
  const only = (value: number): InstructionSyntax[] => [
    ...number([instruction('i32.const', value)]),
    instruction('return'),
  ];
  const of = (heap: number, then: readonly InstructionSyntax[]): InstructionSyntax[] => [
    ...[get(0), instruction('ref.test', heap), instruction('if', EMPTY), ...then, END],
  ];
  const tree = (type: ObjectType): InstructionSyntax[] =>
    of(concrete(type.typeidx), [
      ...type.below.flatMap(tree),
      ...[get(0), instruction('call', put(type)), instruction('return')],
    ]);
  const i31 = [get(0), instruction('ref.cast', heaptypeOf('i31')), instruction('i31.get_u')];
  return [
    ...[get(0), instruction('ref.is_null'), instruction('if', EMPTY), ...only(SAVED_NULL), END],
    ...of(heaptypeOf('struct'), [...types.roots.struct.flatMap(tree), ...only(SAVED_UNKNOWN)]),
    ...of(heaptypeOf('array'), [...types.roots.array.flatMap(tree), ...only(SAVED_UNKNOWN)]),
    ...of(heaptypeOf('i31'), [...number([instruction('i32.const', SAVED_I31)]), ...number(i31), instruction('return')]),
    ...number([instruction('i32.const', SAVED_HOST)]),
  ];
}
