import type { InternalRef } from '@wasm-checkpoint/format';
import { type Fieldtype, isNullable, isRef, type Valtype } from '@wasm-checkpoint/wasm';
import type { EngineValue } from '../engine.js';
import { type HeapObject, type HeapPlan, objectOf } from './heap-plan.js';
import type { Maker, Part } from './maker.js';
import { StandIns } from './stand-ins.js';

/** The structures, arrays and exceptions of a store that is being restored. Clause exec-restore-identity. */
export class Heap {
  readonly #maker: Maker;
  readonly #plan: HeapPlan;
  readonly #standIns: StandIns;
  readonly #values: Readonly<Record<'struct' | 'array', EngineValue[]>> = { struct: [], array: [] };
  /** Places in the recorder's table of exceptions. */
  readonly #exceptions: number[] = [];

  constructor(maker: Maker) {
    this.#maker = maker;
    this.#plan = maker.plan;
    this.#standIns = new StandIns(maker);
  }

  /** Takes an object that instantiation has made for one of the checkpoint. */
  adopt(kind: 'struct' | 'array', address: number, value: EngineValue): void {
    this.#values[kind][address] = value;
  }

  has({ kind, address }: HeapObject): boolean {
    return kind === 'exn' ? this.#exceptions[address] !== undefined : this.#values[kind][address] !== undefined;
  }

  /** Makes all objects, and then gives those that can change their contents. */
  make(): void {
    const { structs, arrays } = this.#plan.checkpoint;
    for (const address of structs.keys()) this.#makeAll({ kind: 'struct', address });
    for (const address of arrays.keys()) this.#makeAll({ kind: 'array', address });
    for (const address of this.#plan.exceptions) this.#makeAll({ kind: 'exn', address });
    for (const address of structs.keys()) this.#setStruct(address);
    for (const address of arrays.keys()) this.#setArray(address);
  }

  internal(ref: InternalRef, host: (address: number) => EngineValue): EngineValue {
    switch (ref.kind) {
      case 'struct':
      case 'array':
        return this.#values[ref.kind][ref.address];
      case 'i31':
        return this.#maker.call('i31', [(ref.value << 1) >> 1]);
      case 'host':
        return this.#maker.call('internal', [host(ref.address)]);
    }
  }

  external(ref: InternalRef, host: (address: number) => EngineValue): EngineValue {
    return ref.kind === 'host' ? host(ref.address) : this.#maker.call('external', [this.internal(ref, host)]);
  }

  /** The place of an exception in the table of the recorder. */
  exception(address: number): number {
    return this.#exceptions[address] ?? 0;
  }

  /** Makes an object after those that it needs; no recursion, since lists may be long. */
  #makeAll(first: HeapObject): void {
    const waiting = [first];
    for (let object = waiting.at(-1); object !== undefined; object = waiting.at(-1)) {
      const missing = this.has(object) ? [] : this.#plan.needs(object).filter((each) => !this.has(each));
      for (const each of missing) waiting.push(each);
      if (missing.length === 0) {
        waiting.pop();
        if (!this.has(object)) this.#makeOne(object);
      }
    }
  }

  #makeOne({ kind, address }: HeapObject): void {
    if (kind === 'struct') this.#values.struct[address] = this.#newStruct(address);
    else if (kind === 'array') this.#values.array[address] = this.#newArray(address);
    else this.#newException(address);
  }

  #fields(type: number): readonly Fieldtype[] {
    const composite = this.#plan.type(type);
    if (composite?.kind !== 'struct') throw new RangeError(`type ${type} is no structure type`);
    return composite.fields;
  }

  #newStruct(address: number): EngineValue {
    const { type, fields } = item(this.#plan.checkpoint.structs, address);
    const storages = this.#fields(type).map(({ storage }) => storage);
    const part = (index: number): Part => this.#initial(fields[index], storages[index] ?? 0);
    return this.#maker.record(storages, part, () => this.#maker.call(`new:${type}`, []));
  }

  #setStruct(address: number): void {
    const { type, fields } = item(this.#plan.checkpoint.structs, address);
    const types = this.#fields(type);
    if (!types.some(({ mutable }) => mutable)) return;
    this.#maker.record(
      types.map(({ storage }) => storage),
      (index) => fields[index],
      () => this.#maker.call(`set:${type}`, [this.#values.struct[address]], 0),
    );
  }

  #element(type: number): Fieldtype {
    const composite = this.#plan.type(type);
    if (composite?.kind !== 'array') throw new RangeError(`type ${type} is no array type`);
    return composite.field;
  }

  #newArray(address: number): EngineValue {
    const array = item(this.#plan.checkpoint.arrays, address);
    const { type, elements } = array;
    const { storage, mutable } = this.#element(type);
    const length = this.#plan.length(array);
    const maker = this.#maker;
    if (mutable) {
      const make = (): EngineValue => maker.call(`new:${type}`, [length]);
      if (elements.storage !== 'ref' || isNullable(storage)) return make();
      return maker.record([storage], () => this.#initial(elements.refs[0], storage), make);
    }
    if (elements.storage !== 'ref') return maker.call(`new:${type}`, [this.#plan.dataOffset(address), length]);
    if (this.#plan.isUniform(array)) {
      return maker.record(
        [storage],
        () => elements.refs[0],
        () => maker.call(`same:${type}`, [length]),
      );
    }
    const storages = new Array<Valtype>(length).fill(storage);
    const part = (index: number): Part => elements.refs[index];
    return maker.record(storages, part, () => maker.call(`new:${type}:${length}`, []));
  }

  #setArray(address: number): void {
    const { type, elements } = item(this.#plan.checkpoint.arrays, address);
    const { storage, mutable } = this.#element(type);
    if (!mutable) return;
    const value = this.#values.array[address];
    const { tape } = this.#maker;
    if (elements.storage === 'ref') {
      const storages = new Array<Valtype>(elements.refs.length).fill(storage);
      const part = (index: number): Part => elements.refs[index];
      this.#maker.record(storages, part, () => this.#maker.call(`set:${type}`, [value], 0));
      return;
    }
    const { bytes } = elements;
    tape.scratch(() => {
      const at = tape.room(bytes.length);
      tape.write(at, bytes);
      this.#maker.call(`load:${type}`, [value, at], 0);
    });
  }

  #newException(address: number): void {
    const { tag, args } = item(this.#plan.checkpoint.exceptions, address);
    const composite = this.#plan.type(item(this.#plan.checkpoint.tags, tag).type);
    const params = composite?.kind === 'func' ? composite.params : [];
    const references = this.#maker.tape.references('exn');
    // Arguments that are exceptions have places already, so the next place is that of this one.
    this.#exceptions[address] = references.end;
    this.#maker.record(
      params,
      (index) => args[index],
      () => this.#maker.call(`exn:${tag}`, [], 0),
      'keep',
    );
  }

  /** What a part of a new object is: its value, or something else of its type where that does not exist yet. */
  #initial(field: Part, storage: Valtype): Part {
    if (field === undefined || 'place' in field || !isRef(storage) || field.kind === 'i8' || field.kind === 'i16') {
      return field;
    }
    const [target] = objectOf(field);
    if (target === undefined || this.has(target)) return field;
    return { place: isNullable(storage) ? 0 : this.#standIns.place(storage) };
  }
}

function item<Item>(list: readonly Item[], index: number): Item {
  const found = list[index];
  if (found === undefined) throw new RangeError(`there is no item ${index}`);
  return found;
}
