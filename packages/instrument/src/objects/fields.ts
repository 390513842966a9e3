import {
  F32,
  F64,
  type Fieldtype,
  I8,
  I16,
  I32,
  I64,
  type InstructionSyntax,
  instruction,
  type Module,
  V128,
  type Valtype,
} from '@wasm-checkpoint/wasm';
import { carrierOf, cellsOf } from '../stubs/values.js';
import type { CellType, TapeFunction } from '../tape/imports.js';

/** The type of the operand that a field or element of a storage type is set from. */
export const unpacked = (storage: Valtype): Valtype => (storage === I8 || storage === I16 ? I32 : storage);

/** Cells that the value of a field takes: clause inst-cells, packed fields as i32. */
export const cellsOfField = (module: Module, storage: Valtype): number => cellsOf(carrierOf(module, unpacked(storage)));

/** The first cell of each field of a structure. */
export function cellsOfFields(module: Module, fields: readonly Fieldtype[]): readonly number[] {
  let at = 0;
  return fields.map(({ storage }) => {
    const cell = at;
    at += cellsOfField(module, storage);
    return cell;
  });
}

/** Bits of the elements of an array whose elements stand in words; undefined for references, which have a cell each. */
export function elementBits(storage: Valtype): 8 | 16 | 32 | 64 | 128 | undefined {
  switch (storage) {
    case I8:
      return 8;
    case I16:
      return 16;
    case I32:
    case F32:
      return 32;
    case I64:
    case F64:
      return 64;
    case V128:
      return 128;
    default:
      return undefined;
  }
}

/** Puts a value that instructions push, each time they stand there, on the tape. */
export function putValue(
  module: Module,
  tape: (name: TapeFunction) => number,
  type: Valtype,
  value: readonly InstructionSyntax[],
): readonly InstructionSyntax[] {
  const carrier = carrierOf(module, unpacked(type));
  const put = (of: CellType): InstructionSyntax => instruction('call', tape(`put_${of}`));
  if (type === F32) return [...value, instruction('i32.reinterpret_f32'), put('i32')];
  if (type === F64) return [...value, instruction('i64.reinterpret_f64'), put('i64')];
  if (carrier !== 'v128') return [...value, put(carrier)];
  const half = (lane: number): readonly InstructionSyntax[] => [
    ...value,
    instruction('i64x2.extract_lane', lane),
    put('i64'),
  ];
  return [...half(0), ...half(1)];
}
