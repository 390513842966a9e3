import { wasmTypes } from '@wasm-checkpoint/tables';

/**
 * A value type as one integer, so that type-checkers can keep operand stacks in typed arrays.
 *
 * Number, vector and packed types are their binary code. A reference type is `REF`, with `NULL` when nullable, and in the
 * low bits either the code of an abstract heap type or `CONCRETE` and a type index. `BOTTOM` matches every type.
 */
export type Valtype = number;
/** Heap type: the code of an abstract one, or `CONCRETE | typeidx`; 0 is the bottom heap type of unreachable code. */
export type Heaptype = number;

export const REF = 0x4000_0000;
export const NULL = 0x2000_0000;
export const CONCRETE = 0x1000_0000;
const HEAP_BITS = 0x1fff_ffff;
const INDEX_BITS = 0x0fff_ffff;

/** The type of an operand in unreachable code. */
export const BOTTOM: Valtype = 0;
export const I32: Valtype = 0x7f;
export const I64: Valtype = 0x7e;
export const F32: Valtype = 0x7d;
export const F64: Valtype = 0x7c;
export const V128: Valtype = 0x7b;
export const I8: Valtype = 0x78;
export const I16: Valtype = 0x77;

export type AbsheaptypeName = Extract<(typeof wasmTypes)[number], { kind: 'absheaptype' }>['name'];
/** A row of the type table for an abstract heap type. */
export interface AbsheaptypeRow {
  readonly name: AbsheaptypeName;
  readonly code: number;
  readonly feature: (typeof wasmTypes)[number]['feature'];
  readonly short: string;
  readonly top: string;
  readonly super: readonly string[];
}

/** The abstract heap types, in the table's order. */
export const absheaptypes: readonly AbsheaptypeRow[] = wasmTypes.flatMap((row) =>
  row.kind === 'absheaptype' ? [row] : [],
);
const absByCode = new Map(absheaptypes.map((row) => [row.code, row]));
const absByName = new Map<string, AbsheaptypeRow>(absheaptypes.map((row) => [row.name, row]));
const plainNames = new Map<number, string>(
  wasmTypes.flatMap((row) =>
    row.kind === 'numtype' || row.kind === 'vectype' || row.kind === 'packedtype' ? [[row.code, row.name]] : [],
  ),
);

/** The row of an abstract heap type's code, if it is one. */
export const absheaptype = (code: number): AbsheaptypeRow | undefined => absByCode.get(code);

/** The code of an abstract heap type. */
export function heaptypeOf(name: AbsheaptypeName): Heaptype {
  return absByName.get(name)?.code ?? 0;
}

/** A reference type. */
export const reftype = (heap: Heaptype, nullable: boolean): Valtype => REF | (nullable ? NULL : 0) | heap;
export const isRef = (type: Valtype): boolean => (type & REF) !== 0;
export const isNullable = (type: Valtype): boolean => (type & NULL) !== 0;
/** The heap type of a reference type. */
export const heapOf = (type: Valtype): Heaptype => type & HEAP_BITS;
export const isConcrete = (heap: Heaptype): boolean => (heap & CONCRETE) !== 0;
/** The type index of a concrete heap type. */
export const typeidxOf = (heap: Heaptype): number => heap & INDEX_BITS;
export const concrete = (typeidx: number): Heaptype => CONCRETE | typeidx;
/** Whether a local of the type starts with a default value. */
export const isDefaultable = (type: Valtype): boolean => !isRef(type) || isNullable(type);

export const FUNCREF = reftype(heaptypeOf('func'), true);
export const EXTERNREF = reftype(heaptypeOf('extern'), true);
export const EXNREF = reftype(heaptypeOf('exn'), true);

/** A heap type in the text format's words; `name` may give a type index an identifier. */
export function heaptypeText(heap: Heaptype, name?: (typeidx: number) => string): string {
  if (isConcrete(heap)) return name?.(typeidxOf(heap)) ?? String(typeidxOf(heap));
  return absByCode.get(heap)?.name ?? 'bot';
}

/** A value type in the text format's words. */
export function valtypeText(type: Valtype, name?: (typeidx: number) => string): string {
  if (type === BOTTOM) return 'bot';
  if (!isRef(type)) return plainNames.get(type) ?? `0x${type.toString(16)}`;
  const heap = heapOf(type);
  const short = isConcrete(heap) || !isNullable(type) ? undefined : absByCode.get(heap)?.short;
  return short ?? `(ref ${isNullable(type) ? 'null ' : ''}${heaptypeText(heap, name)})`;
}
