import type { Hierarchy, Num, Vec } from '@wasm-checkpoint/format';
import { F32, F64, heapOf, I32, I64, isRef, type Module, V128, type Valtype } from '@wasm-checkpoint/wasm';
import { hierarchyOf } from '../modules/constants.js';

/** What cells hold: a number or vector by its bits, or the place of a reference in the table of its hierarchy. */
export type CellType = (Num | Vec)['kind'] | Hierarchy;

const numbers: ReadonlyMap<Valtype, (Num | Vec)['kind']> = new Map([
  [I32, 'i32'],
  [I64, 'i64'],
  [F32, 'f32'],
  [F64, 'f64'],
  [V128, 'v128'],
]);

/** How a value of a type of a module travels; clause inst-cells. */
export function cellType(module: Module, type: Valtype): CellType {
  const number = numbers.get(type);
  if (number !== undefined) return number;
  if (!isRef(type)) throw new RangeError('a packed type is no type of a value');
  return hierarchyOf(module, heapOf(type));
}

/** Cells that a value takes; clause inst-cells. */
export const cellsOf = (type: CellType): number => (type === 'v128' ? 2 : 1);

/** Whether a cell holds the place of a reference. */
export const isRefCell = (type: CellType): type is Hierarchy =>
  type === 'func' || type === 'extern' || type === 'any' || type === 'exn';

/** Bytes of a cell. */
export const CELL = 8;

/** The views of memory that holds cells, by the index of a cell, or twice that for `i32`. */
export interface CellViews {
  readonly i32: Int32Array;
  readonly i64: BigUint64Array;
  readonly s64: BigInt64Array;
}

/** Views of the cells in a buffer. */
export const cellViews = (buffer: ArrayBufferLike): CellViews => ({
  i32: new Int32Array(buffer, 0, 2 * Math.floor(buffer.byteLength / CELL)),
  i64: new BigUint64Array(buffer, 0, Math.floor(buffer.byteLength / CELL)),
  s64: new BigInt64Array(buffer, 0, Math.floor(buffer.byteLength / CELL)),
});

const LOW = 0xffff_ffff_ffff_ffffn;

/** The number or vector in a cell. */
export function readNumber({ i32, i64, s64 }: CellViews, cell: number, type: (Num | Vec)['kind']): Num | Vec {
  switch (type) {
    case 'i32':
      return { kind: 'i32', value: i32[2 * cell] ?? 0 };
    case 'i64':
      return { kind: 'i64', value: s64[cell] ?? 0n };
    case 'f32':
      return { kind: 'f32', bits: (i32[2 * cell] ?? 0) >>> 0 };
    case 'f64':
      return { kind: 'f64', bits: i64[cell] ?? 0n };
    case 'v128':
      return { kind: 'v128', bits: (i64[cell] ?? 0n) | ((i64[cell + 1] ?? 0n) << 64n) };
  }
}

/** Writes a number or vector to a cell, with zeros where it is shorter. */
export function writeNumber({ i32, i64, s64 }: CellViews, cell: number, value: Num | Vec): void {
  switch (value.kind) {
    case 'i32':
    case 'f32':
      i32[2 * cell] = value.kind === 'i32' ? value.value : value.bits;
      i32[2 * cell + 1] = 0;
      return;
    case 'i64':
      s64[cell] = value.value;
      return;
    case 'f64':
      i64[cell] = value.bits;
      return;
    case 'v128':
      i64[cell] = value.bits & LOW;
      i64[cell + 1] = value.bits >> 64n;
  }
}

const scratch = new DataView(new ArrayBuffer(8));

/** A number at the border of the engine, from its bits. */
export function engineNumber(value: Num | Vec): number | bigint {
  switch (value.kind) {
    case 'f32':
      scratch.setUint32(0, value.bits);
      return scratch.getFloat32(0);
    case 'f64':
      scratch.setBigUint64(0, value.bits);
      return scratch.getFloat64(0);
    case 'v128':
      return value.bits;
    default:
      return value.value;
  }
}
