import { type CheckpointTypeCode, checkpointTypes } from '@wasm-checkpoint/tables';
import type { AbsHeapType, BitsType, NumType, PackedType, VecType } from '../syntax/index.js';
import { byByte, column } from './bytes.js';

/** The code of each type constructor; schema/checkpoint/types.json. */
export const typeCode = column(checkpointTypes, 'name', 'code') as Readonly<Record<CheckpointTypeCode, number>>;

type TypeRow = (typeof checkpointTypes)[number];

const rowOfCode = byByte<TypeRow>(
  checkpointTypes.filter((row) => row.group !== 'extern'),
  (row) => row.code,
);

/** The row of a type code, those of external types excepted; undefined where there is none. */
export const typeRow = (code: number): TypeRow | undefined => rowOfCode[code];

/** The codes of the abstract heap types. */
export const heapCode: Readonly<Record<AbsHeapType, number>> = {
  any: typeCode['heap-any'],
  eq: typeCode['heap-eq'],
  i31: typeCode['heap-i31'],
  struct: typeCode['heap-struct'],
  array: typeCode['heap-array'],
  none: typeCode['heap-none'],
  func: typeCode['heap-func'],
  nofunc: typeCode['heap-nofunc'],
  extern: typeCode['heap-extern'],
  noextern: typeCode['heap-noextern'],
  exn: typeCode['heap-exn'],
  noexn: typeCode['heap-noexn'],
};

/** The codes of number, vector and packed types. */
export const plainCode: Readonly<Record<NumType | VecType | PackedType, number>> = {
  i32: typeCode.i32,
  i64: typeCode.i64,
  f32: typeCode.f32,
  f64: typeCode.f64,
  v128: typeCode.v128,
  i8: typeCode.i8,
  i16: typeCode.i16,
};

const invert = <Name extends string>(codes: Readonly<Record<Name, number>>): readonly (Name | undefined)[] => {
  const names = new Array<Name | undefined>(256).fill(undefined);
  for (const [name, code] of Object.entries(codes)) names[code as number] = name as Name;
  return names;
};

/** The abstract heap type of a code. */
export const heapOfCode = invert(heapCode);

/** The number, vector or packed type of a code. */
export const plainOfCode = invert(plainCode);

/** Bytes of one element of an array held as bytes. */
export const elementBytes: Readonly<Record<BitsType, number>> = {
  i8: 1,
  i16: 2,
  i32: 4,
  i64: 8,
  f32: 4,
  f64: 8,
  v128: 16,
};

/** The flags of limits; clause bin-limits. */
export const limitsFlag = { maximum: 1, shared: 2, address64: 4, pageSize: 8 } as const;
