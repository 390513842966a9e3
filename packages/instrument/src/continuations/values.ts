import {
  F32,
  F64,
  heapOf,
  type InstructionSyntax,
  instruction,
  isNullable,
  type Module,
  type Valtype,
} from '@wasm-checkpoint/wasm';
import { carrierOf, cellsOf } from '../stubs/values.js';
import { cellValtype, type TapeFunction } from '../tape/imports.js';

/** How functions of the tape are called. */
export type TapeIndex = (name: TapeFunction) => number;

/** Pushes a value that `get_T` or `returned_T` gives, from its first cell. */
export function readValue(
  module: Module,
  tape: TapeIndex,
  operation: 'get' | 'returned',
  type: Valtype,
  cell: number,
): readonly InstructionSyntax[] {
  const carrier = carrierOf(module, type);
  const read = (at: number, of: 'i64' | Exclude<typeof carrier, 'v128'>): InstructionSyntax[] => [
    instruction('i32.const', at),
    instruction('call', tape(`${operation}_${of}`)),
  ];
  if (carrier === 'v128')
    return [
      ...read(cell, 'i64'),
      instruction('i64x2.splat'),
      ...read(cell + 1, 'i64'),
      instruction('i64x2.replace_lane', 1),
    ];
  if (type === F32) return [...read(cell, 'i32'), instruction('f32.reinterpret_i32')];
  if (type === F64) return [...read(cell, 'i64'), instruction('f64.reinterpret_i64')];
  return carrier === 'i32' || carrier === 'i64'
    ? read(cell, carrier)
    : [...read(cell, carrier), ...narrowed(cellValtype[carrier], type)];
}

/** Makes a reference of a type from one of the top of its hierarchy. */
function narrowed(top: Valtype, type: Valtype): readonly InstructionSyntax[] {
  if (heapOf(type) === heapOf(top)) return isNullable(type) ? [] : [instruction('ref.as_non_null')];
  return [instruction(isNullable(type) ? 'ref.cast null' : 'ref.cast', heapOf(type))];
}

/** Gives the value of a local to `return_T`, from its first cell on. */
export function returnValue(
  module: Module,
  tape: TapeIndex,
  type: Valtype,
  cell: number,
  localidx: number,
): readonly InstructionSyntax[] {
  const carrier = carrierOf(module, type);
  const write = (at: number, of: 'i64' | Exclude<typeof carrier, 'v128'>, ...convert: InstructionSyntax[]) => [
    instruction('i32.const', at),
    instruction('local.get', localidx),
    ...convert,
    instruction('call', tape(`return_${of}`)),
  ];
  if (carrier === 'v128')
    return [
      ...write(cell, 'i64', instruction('i64x2.extract_lane', 0)),
      ...write(cell + 1, 'i64', instruction('i64x2.extract_lane', 1)),
    ];
  if (type === F32) return write(cell, 'i32', instruction('i32.reinterpret_f32'));
  if (type === F64) return write(cell, 'i64', instruction('i64.reinterpret_f64'));
  return write(cell, carrier);
}

/** The first cells of a list of values. */
export function cellsOfValues(module: Module, types: readonly Valtype[]): readonly number[] {
  let at = 0;
  return types.map((type) => {
    const cell = at;
    at += cellsOf(carrierOf(module, type));
    return cell;
  });
}
