import {
  concrete,
  type InstructionSyntax,
  instruction,
  isDefaultable,
  type Module,
  reftype,
} from '@wasm-checkpoint/wasm';
import { readValue, type TapeIndex } from '../continuations/values.js';
import type { Placeholders } from '../stubs/placeholders.js';
import { fillElements, type ObjectCode } from './elements.js';
import { cellsOfFields, unpacked } from './fields.js';
import type { ObjectType } from './types.js';

/** Makes an object with the immutable fields of the record, or an array of the length in its first cell. */
export function newObject(
  module: Module,
  tape: TapeIndex,
  placeholders: Placeholders,
  { kind, typeidx, fields }: ObjectType,
): readonly InstructionSyntax[] {
  if (kind === 'array') {
    const { storage = 0 } = fields[0] ?? {};
    const length = [instruction('i32.const', 0), instruction('call', tape('get_i32'))];
    if (isDefaultable(storage)) return [...length, instruction('array.new_default', typeidx)];
    return [...placeholders.push(storage), ...length, instruction('array.new', typeidx)];
  }
  const cells = cellsOfFields(module, fields);
  const values = fields.flatMap(({ storage, mutable }, index) =>
    mutable ? placeholders.push(storage) : readValue(module, tape, 'get', unpacked(storage), cells[index] ?? 0),
  );
  return [...values, instruction('struct.new', typeidx)];
}

/** Sets the mutable fields of the object that is the parameter, or all elements, from the record. */
export function fillObject(module: Module, tape: TapeIndex, type: ObjectType): ObjectCode {
  const { kind, typeidx, fields } = type;
  if (kind === 'array') return fillElements(module, tape, type);
  const cells = cellsOfFields(module, fields);
  const object = [instruction('local.get', 0), instruction('ref.cast', concrete(typeidx)), instruction('local.set', 1)];
  const sets = fields.flatMap(({ storage, mutable }, fieldidx) =>
    mutable
      ? [
          instruction('local.get', 1),
          ...readValue(module, tape, 'get', unpacked(storage), cells[fieldidx] ?? 0),
          instruction('struct.set', typeidx, fieldidx),
        ]
      : [],
  );
  return { locals: [{ count: 1, type: reftype(concrete(typeidx), true) }], body: [...object, ...sets] };
}
