import type {
  ExnRef,
  ExternRef,
  Field,
  FuncRef,
  HeapType,
  Hierarchy,
  InternalRef,
  NullRef,
  Num,
  Ref,
  RefType,
  Slot,
  StorageType,
  ValType,
  Value,
  Vec,
} from '@wasm-checkpoint/format';
import fc from 'fast-check';
import { f32Bits, f64Bits, i32, i64, u32, v128Bits } from './bits.js';
import { object } from './object.js';
import { allows } from './options.js';
import type { Shape } from './shape.js';

const nums: Readonly<Record<Num['kind'], fc.Arbitrary<Num>>> = {
  i32: i32.map((value) => ({ kind: 'i32', value })),
  i64: i64.map((value) => ({ kind: 'i64', value })),
  f32: f32Bits.map((bits) => ({ kind: 'f32', bits })),
  f64: f64Bits.map((bits) => ({ kind: 'f64', bits })),
};

const v128: fc.Arbitrary<Vec> = v128Bits.map((bits) => ({ kind: 'v128', bits }));

const addresses = (count: number): fc.Arbitrary<number> => fc.nat({ max: count - 1 });

const indicesOf = <T>(items: readonly T[], wanted: (item: T) => boolean): number[] =>
  items.flatMap((item, index) => (wanted(item) ? [index] : []));

const hierarchies: Readonly<Record<Exclude<HeapType, number>, Hierarchy>> = {
  any: 'any',
  eq: 'any',
  i31: 'any',
  struct: 'any',
  array: 'any',
  none: 'any',
  func: 'func',
  nofunc: 'func',
  extern: 'extern',
  noextern: 'extern',
  exn: 'exn',
  noexn: 'exn',
};

/**
 * The values that a shape has, by type.
 *
 * They are well typed in the store, with two exceptions: functions have any index, since their types are in the modules,
 * and a type that is not nullable and that no object has gets the null reference.
 */
export class Values {
  readonly #shape: Shape;
  readonly #refs = new Map<string, fc.Arbitrary<Ref>>();

  constructor(shape: Shape) {
    this.#shape = shape;
  }

  /** A function that an instance before `before` defines, or one of the host. */
  funcRef(before = this.#shape.instances.length): fc.Arbitrary<FuncRef> | undefined {
    const choices: fc.Arbitrary<FuncRef>[] = [];
    if (before > 0) {
      const defined = fc.tuple(addresses(before), fc.oneof(fc.nat({ max: 9 }), u32));
      choices.push(
        defined.map(([instance, index]) => {
          const imports = this.#shape.funcImports[instance] ?? 0;
          return { kind: 'func', instance, funcidx: Math.min(index + imports, 0xffffffff) };
        }),
      );
    }
    if (this.#shape.hostFuncs > 0) {
      choices.push(addresses(this.#shape.hostFuncs).map((address) => ({ kind: 'host-func', address })));
    }
    return choices.length === 0 ? undefined : fc.oneof(...choices);
  }

  #structs(wanted: (type: number) => boolean): fc.Arbitrary<InternalRef>[] {
    const found = indicesOf(this.#shape.structs, wanted);
    return found.length === 0 ? [] : [fc.constantFrom(...found).map((address) => ({ kind: 'struct', address }))];
  }

  #arrays(wanted: (type: number) => boolean): fc.Arbitrary<InternalRef>[] {
    const found = indicesOf(this.#shape.arrays, wanted);
    return found.length === 0 ? [] : [fc.constantFrom(...found).map((address) => ({ kind: 'array', address }))];
  }

  /** Non-null references of the hierarchy of any that have the heap type. */
  #internals(heap: HeapType): fc.Arbitrary<InternalRef>[] {
    const { options, hostRefs } = this.#shape;
    const all = (): boolean => true;
    const choices: fc.Arbitrary<InternalRef>[] = [];
    if (typeof heap === 'number') {
      const below = (type: number): boolean => this.#isBelow(type, heap);
      return [...this.#structs(below), ...this.#arrays(below)];
    }
    if (allows(options, 'gc') && (heap === 'any' || heap === 'eq' || heap === 'i31')) {
      const payload = fc.oneof(fc.constantFrom(0, 0x3fffffff, 0x40000000, 0x7fffffff), fc.nat({ max: 0x7fffffff }));
      choices.push(payload.map((value) => ({ kind: 'i31', value })));
    }
    if (heap === 'any' || heap === 'eq' || heap === 'struct') choices.push(...this.#structs(all));
    if (heap === 'any' || heap === 'eq' || heap === 'array') choices.push(...this.#arrays(all));
    if (heap === 'any' && hostRefs > 0) choices.push(addresses(hostRefs).map((address) => ({ kind: 'host', address })));
    return choices;
  }

  #isBelow(type: number, ancestor: number): boolean {
    for (let at: number | undefined = type; at !== undefined; at = this.#shape.types[at]?.supertypes[0]) {
      if (at === ancestor) return true;
    }
    return false;
  }

  #hierarchy(heap: HeapType): Hierarchy {
    if (typeof heap !== 'number') return hierarchies[heap];
    return this.#shape.types[heap]?.composite.kind === 'func' ? 'func' : 'any';
  }

  #nonNull(heap: HeapType): fc.Arbitrary<Ref>[] {
    const hierarchy = this.#hierarchy(heap);
    if (heap === 'none' || heap === 'nofunc' || heap === 'noextern' || heap === 'noexn') return [];
    if (hierarchy === 'any') return this.#internals(heap);
    if (hierarchy === 'func') {
      const funcs = this.funcRef();
      return funcs === undefined ? [] : [funcs];
    }
    if (hierarchy === 'extern') {
      return this.#internals('any').map((choice) =>
        choice.map((internal): ExternRef => ({ kind: 'extern', internal })),
      );
    }
    const { exceptions } = this.#shape;
    return exceptions === 0 ? [] : [addresses(exceptions).map((address): ExnRef => ({ kind: 'exn', address }))];
  }

  ref(type: RefType): fc.Arbitrary<Ref> {
    const key = `${type.nullable} ${type.heap}`;
    const known = this.#refs.get(key);
    if (known !== undefined) return known;
    const nothing: NullRef = { kind: 'null', hierarchy: this.#hierarchy(type.heap) };
    const choices = this.#nonNull(type.heap);
    const refs =
      type.nullable || choices.length === 0 ? fc.oneof(fc.constant(nothing), ...choices) : fc.oneof(...choices);
    this.#refs.set(key, refs);
    return refs;
  }

  /** References of every hierarchy that the options allow. */
  anyRef(): fc.Arbitrary<Ref> {
    const { options } = this.#shape;
    const choices = [this.ref({ nullable: true, heap: 'func' }), this.ref({ nullable: true, heap: 'extern' })];
    if (allows(options, 'gc')) choices.push(this.ref({ nullable: true, heap: 'any' }));
    if (allows(options, 'exceptions')) choices.push(this.ref({ nullable: true, heap: 'exn' }));
    return fc.oneof(...choices);
  }

  value(type: ValType): fc.Arbitrary<Value> {
    if (typeof type === 'object') return this.ref(type);
    return type === 'v128' ? v128 : nums[type];
  }

  anyValue(): fc.Arbitrary<Value> {
    const vectors = allows(this.#shape.options, 'simd') ? [v128] : [];
    return fc.oneof(nums.i32, nums.i64, nums.f32, nums.f64, ...vectors, this.anyRef());
  }

  slot(): fc.Arbitrary<Slot> {
    const marks = fc.constantFrom<Slot>({ kind: 'dead' }, { kind: 'unset' });
    return fc.oneof({ weight: 4, arbitrary: this.anyValue() }, { weight: 1, arbitrary: marks });
  }

  field(type: StorageType): fc.Arbitrary<Field> {
    if (type === 'i8') return object({ kind: fc.constant('i8' as const), bits: fc.nat({ max: 0xff }) });
    if (type === 'i16') return object({ kind: fc.constant('i16' as const), bits: fc.nat({ max: 0xffff }) });
    return this.value(type);
  }
}
