import type { BitsType, Elements, Field, Ref, Value } from '@wasm-checkpoint/format';
import {
  F32,
  F64,
  type Fieldtype,
  heapOf,
  I8,
  I16,
  I32,
  I64,
  type Instruction,
  isRef,
  V128,
  type Valtype,
} from '@wasm-checkpoint/wasm';
import { type Allocator, hierarchyOf } from '../../constant.js';
import type { Context } from '../../context.js';
import type { ModuleView } from '../../module-view.js';
import type { Draft } from './draft.js';

const bitsTypes = new Map<Valtype, { readonly storage: BitsType; readonly size: number }>([
  [I8, { storage: 'i8', size: 1 }],
  [I16, { storage: 'i16', size: 2 }],
  [I32, { storage: 'i32', size: 4 }],
  [I64, { storage: 'i64', size: 8 }],
  [F32, { storage: 'f32', size: 4 }],
  [F64, { storage: 'f64', size: 8 }],
  [V128, { storage: 'v128', size: 16 }],
]);

/** The bits of a number or vector, unsigned. */
function bitsOf(value: Value): bigint {
  switch (value.kind) {
    case 'i32':
    case 'i64':
      return BigInt.asUintN(64, BigInt(value.value));
    case 'f32':
    case 'f64':
    case 'v128':
      return BigInt(value.bits);
    default:
      return 0n;
  }
}

/** Makes the objects of constant expressions in a draft. */
export class Allocation {
  readonly #draft: Draft;
  readonly #context: Context;
  readonly #view: ModuleView;
  readonly #typeOf: (typeidx: number) => number;

  /** `typeOf` gives the type index in the checkpoint of a type index of the module. */
  constructor(draft: Draft, context: Context, view: ModuleView, typeOf: (typeidx: number) => number) {
    this.#draft = draft;
    this.#context = context;
    this.#view = view;
    this.#typeOf = typeOf;
  }

  /** The allocator for `evaluate`. */
  readonly allocate: Allocator = ({ opcode, immediates }: Instruction, pop) => {
    const [type, count] = immediates;
    if (type?.kind !== 'typeidx') return undefined;
    const composite = this.#view.module.types[type.value]?.composite;
    if (composite?.kind === 'struct') {
      const fields =
        opcode.name === 'struct.new' ? this.#popped(composite.fields, pop) : this.#defaults(composite.fields);
      return fields && this.#struct(type.value, fields);
    }
    if (composite?.kind !== 'array') return undefined;
    const values = this.#elements(opcode.name, composite.field, count?.kind === 'u32' ? count.value : 0, pop);
    return values && this.#array(type.value, composite.field, values);
  };

  #struct(typeidx: number, fields: readonly Field[]): Ref {
    const address = this.#draft.structs.push({ type: this.#typeOf(typeidx), fields }) - 1;
    return { kind: 'struct', address };
  }

  #array(typeidx: number, { storage }: Fieldtype, values: readonly Value[]): Ref {
    const bits = bitsTypes.get(storage);
    const elements: Elements =
      bits === undefined
        ? { storage: 'ref', refs: values as readonly Ref[] }
        : { storage: bits.storage, bytes: littleEndian(values, bits.size) };
    const address = this.#draft.arrays.push({ type: this.#typeOf(typeidx), elements }) - 1;
    return { kind: 'array', address };
  }

  #popped(fields: readonly Fieldtype[], pop: () => Value | undefined): readonly Field[] | undefined {
    const values = popMany(fields.length, pop);
    return values?.map((value, index) => packed(fields[index]?.storage ?? I32, value));
  }

  #defaults(fields: readonly Fieldtype[]): readonly Field[] {
    return fields.map(({ storage }) => packed(storage, this.#default(storage)));
  }

  /** The default value of a type. */
  #default(type: Valtype): Value {
    if (isRef(type)) {
      const closed = this.#context.types.close(this.#view.indices, type);
      return { kind: 'null', hierarchy: hierarchyOf(this.#context, heapOf(closed)) };
    }
    if (type === I64) return { kind: 'i64', value: 0n };
    if (type === F32) return { kind: 'f32', bits: 0 };
    if (type === F64) return { kind: 'f64', bits: 0n };
    return type === V128 ? { kind: 'v128', bits: 0n } : { kind: 'i32', value: 0 };
  }

  #elements(
    name: string,
    { storage }: Fieldtype,
    fixed: number,
    pop: () => Value | undefined,
  ): readonly Value[] | undefined {
    if (name === 'array.new_fixed') return popMany(fixed, pop);
    const length = pop();
    const value = name === 'array.new' ? pop() : this.#default(storage);
    if (length?.kind !== 'i32' || value === undefined) return undefined;
    const count = length.value >>> 0;
    this.#context.spend(count, `arrays[${this.#draft.arrays.length}]`);
    return new Array<Value>(count).fill(value);
  }
}

/** The uppermost operands, the lowest of them first. */
function popMany(count: number, pop: () => Value | undefined): readonly Value[] | undefined {
  const values: Value[] = [];
  for (let left = count; left > 0; left--) {
    const value = pop();
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values.reverse();
}

/** A value in a field of a storage type. */
function packed(storage: Valtype, value: Value): Field {
  if (value.kind !== 'i32') return value;
  if (storage === I8) return { kind: 'i8', bits: value.value & 0xff };
  return storage === I16 ? { kind: 'i16', bits: value.value & 0xffff } : value;
}

function littleEndian(values: readonly Value[], size: number): Uint8Array {
  const bytes = new Uint8Array(values.length * size);
  for (const [index, value] of values.entries()) {
    let bits = bitsOf(value);
    for (let at = 0; at < size; at++) {
      bytes[index * size + at] = Number(bits & 0xffn);
      bits >>= 8n;
    }
  }
  return bytes;
}
