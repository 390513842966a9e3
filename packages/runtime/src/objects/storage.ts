import type { BitsType, Hierarchy } from '@wasm-checkpoint/format';
import {
  EXNREF,
  EXTERNREF,
  F32,
  F64,
  FUNCREF,
  type Heaptype,
  heapOf,
  heaptypeOf,
  I8,
  I16,
  I32,
  I64,
  instruction,
  isNullable,
  type Memarg,
  type Module,
  reftype,
  V128,
  type Valtype,
} from '@wasm-checkpoint/wasm';
import { hierarchyOf } from '../modules/constants.js';
import { type CellType, cellsOf } from '../tape/cells.js';
import type { Body } from './side.js';

/** The nullable reference types of the hierarchies, as which references travel. */
export const carriers: Readonly<Record<Hierarchy, Valtype>> = {
  func: FUNCREF,
  extern: EXTERNREF,
  any: reftype(heaptypeOf('any'), true),
  exn: EXNREF,
};

const bits: ReadonlyMap<Valtype, BitsType> = new Map([
  [I8, 'i8'],
  [I16, 'i16'],
  [I32, 'i32'],
  [I64, 'i64'],
  [F32, 'f32'],
  [F64, 'f64'],
  [V128, 'v128'],
]);

/** The kind of bits that a storage type holds; undefined for references. */
export const bitsOf = (storage: Valtype): BitsType | undefined => bits.get(storage);

/** Bytes of each kind of bits. */
export const bitsSize: Readonly<Record<BitsType, number>> = { i8: 1, i16: 2, i32: 4, i64: 8, f32: 4, f64: 8, v128: 16 };

export const isPacked = (storage: Valtype): boolean => storage === I8 || storage === I16;

/** How a value of a storage type travels in cells; packed ones as i32. */
export function storageCell(module: Pick<Module, 'types'>, storage: Valtype): CellType {
  if (isPacked(storage)) return 'i32';
  const number = bits.get(storage);
  if (number !== undefined) return number as CellType;
  return hierarchyOf(module, heapOf(storage));
}

/** Instructions of the tape by what they do and with which cell. */
export type TapeCall = (operation: 'put' | 'get', cell: 'i32' | 'i64' | Hierarchy) => Body;

/** Puts a value that an instruction sequence makes. */
export function putValue(cell: CellType, value: Body, tape: TapeCall): Body {
  switch (cell) {
    case 'f32':
      return [value, instruction('i32.reinterpret_f32'), tape('put', 'i32')];
    case 'f64':
      return [value, instruction('i64.reinterpret_f64'), tape('put', 'i64')];
    case 'v128':
      return [0, 1].map((lane) => [value, instruction('i64x2.extract_lane', lane), tape('put', 'i64')]);
    default:
      return [value, tape('put', cell)];
  }
}

/** Makes a value of a storage type from cells of the record, the first of which is given as an instruction sequence. */
export function getValue(cell: CellType, storage: Valtype, at: (offset: number) => Body, tape: TapeCall): Body {
  switch (cell) {
    case 'i32':
    case 'i64':
      return [at(0), tape('get', cell)];
    case 'f32':
      return [at(0), tape('get', 'i32'), instruction('f32.reinterpret_i32')];
    case 'f64':
      return [at(0), tape('get', 'i64'), instruction('f64.reinterpret_i64')];
    case 'v128':
      return [
        [at(0), tape('get', 'i64'), instruction('i64x2.splat')],
        [at(1), tape('get', 'i64'), instruction('i64x2.replace_lane', 1)],
      ];
    default:
      return [at(0), tape('get', cell), narrowed(cell, storage)];
  }
}

/** Makes a reference of a hierarchy one of a reference type. */
function narrowed(hierarchy: Hierarchy, type: Valtype): Body {
  const heap: Heaptype = heapOf(type);
  if (heap === heapOf(carriers[hierarchy])) return isNullable(type) ? [] : [instruction('ref.as_non_null')];
  // Nothing can be cast in the hierarchy of exn: a null, or a non-null one, is all there is.
  if (hierarchy === 'exn') return [instruction('drop'), instruction('ref.null', heap)];
  return [isNullable(type) ? instruction('ref.cast null', heap) : instruction('ref.cast', heap)];
}

/** The first cell of each of some values in a row, and how many they take. */
export function cellsOfAll(types: readonly CellType[]): { readonly first: readonly number[]; readonly cells: number } {
  let cells = 0;
  const first = types.map((type) => {
    const at = cells;
    cells += cellsOf(type);
    return at;
  });
  return { first, cells };
}

const plain: Memarg = { align: 0, memidx: 0, offset: 0n };

/** Stores an element of an array to memory, and loads it. */
export const elementAccess: Readonly<Record<BitsType, { readonly store: Body; readonly load: Body }>> = {
  i8: { store: [instruction('i32.store8', plain)], load: [instruction('i32.load8_u', plain)] },
  i16: { store: [instruction('i32.store16', plain)], load: [instruction('i32.load16_u', plain)] },
  i32: { store: [instruction('i32.store', plain)], load: [instruction('i32.load', plain)] },
  i64: { store: [instruction('i64.store', plain)], load: [instruction('i64.load', plain)] },
  f32: { store: [instruction('f32.store', plain)], load: [instruction('f32.load', plain)] },
  f64: { store: [instruction('f64.store', plain)], load: [instruction('f64.load', plain)] },
  v128: { store: [instruction('v128.store', plain)], load: [instruction('v128.load', plain)] },
};
