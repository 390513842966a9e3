import {
  absheaptype,
  F32,
  F64,
  heapOf,
  I32,
  I64,
  isConcrete,
  isRef,
  type Module,
  typeidxOf,
  V128,
  type Valtype,
} from '@wasm-checkpoint/wasm';

/** The types of values that the tape takes, in the order in which a stub saves them; v128 is taken as two i64. */
export const carriers = ['i32', 'i64', 'v128', 'func', 'extern', 'any', 'exn'] as const;
export type Carrier = (typeof carriers)[number];

/** What carries a value of a type. */
export function carrierOf(module: Module, type: Valtype): Carrier {
  if (type === I32 || type === F32) return 'i32';
  if (type === I64 || type === F64) return 'i64';
  if (type === V128) return 'v128';
  if (!isRef(type)) throw new RangeError(`${type} is no value type`);
  const heap = heapOf(type);
  if (isConcrete(heap)) return module.types[typeidxOf(heap)]?.composite.kind === 'func' ? 'func' : 'any';
  const top = absheaptype(heap)?.top;
  return top === 'func' || top === 'extern' || top === 'exn' ? top : 'any';
}

/** Cells that a value of a carrier takes. */
export const cellsOf = (carrier: Carrier): number => (carrier === 'v128' ? 2 : 1);
