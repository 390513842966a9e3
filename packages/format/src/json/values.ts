import type { Field, FuncRef, Hierarchy, InternalRef, Ref, Slot, Value } from '../syntax/index.js';
import { commentOf } from './comments.js';
import { bits32, bits64, bits128, choice, i32, i64, integer, u8, u16, u32 } from './scalars.js';
import { type Cases, type Shape, variants } from './shape.js';
import type { FieldJson, FuncRefJson, InternalRefJson, RefJson, SlotJson, ValueJson } from './syntax/index.js';

const hierarchy: Shape<Hierarchy, Hierarchy> = choice('hierarchy', { any: true, extern: true, func: true, exn: true });

const funcRefCases: Cases<FuncRef, 'kind'> = {
  func: { instance: u32, funcidx: u32 },
  'host-func': { address: u32 },
};

const internalRefCases: Cases<InternalRef, 'kind'> = {
  i31: { value: integer(0, 0x7fffffff) }, // clause: bin-ref-i31
  struct: { address: u32 },
  array: { address: u32 },
  host: { address: u32 },
};

export const funcRef = variants<FuncRef, FuncRefJson, 'kind'>('func-ref', 'kind', funcRefCases);

const internalRef = variants<InternalRef, InternalRefJson, 'kind'>('internal-ref', 'kind', internalRefCases);

const refCases: Cases<Ref, 'kind'> = {
  null: { hierarchy },
  ...funcRefCases,
  ...internalRefCases,
  extern: { internal: internalRef }, // clause: bin-ref-extern
  exn: { address: u32 },
};

const valueCases: Cases<Value, 'kind'> = {
  i32: { value: i32 },
  i64: { value: i64 },
  f32: { bits: bits32 }, // clause: conv-bits
  f64: { bits: bits64 },
  v128: { bits: bits128 },
  ...refCases,
};

// clause: syn-value-place
export const ref = variants<Ref, RefJson, 'kind'>('ref', 'kind', refCases);
export const value = variants<Value, ValueJson, 'kind'>('value', 'kind', valueCases, commentOf);
export const slot = variants<Slot, SlotJson, 'kind'>('slot', 'kind', { ...valueCases, dead: {}, unset: {} }, commentOf);
export const field = variants<Field, FieldJson, 'kind'>(
  'field',
  'kind',
  { ...valueCases, i8: { bits: u8 }, i16: { bits: u16 } },
  commentOf,
);
