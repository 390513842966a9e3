import { type Field, fault, type InternalRef, type Ref, type Value } from '@wasm-checkpoint/format';
import {
  heapOf,
  heaptypeOf,
  isConcrete,
  isNullable,
  isRef,
  type Subtype,
  typeidxOf,
  type Valtype,
} from '@wasm-checkpoint/wasm';
import type { Engine, EngineInstance, EngineValue } from '../engine.js';
import { callOf } from '../objects/reader.js';
import { cellsOfAll, storageCell } from '../objects/storage.js';
import { CELL, type CellType, type CellViews, cellViews, isRefCell, writeNumber } from '../tape/cells.js';
import type { Tape } from '../tape/tape.js';
import { type HeapObject, type HeapPlan, objectOf } from './heap-plan.js';
import type { StoreObjects } from './objects.js';

/** Gives the place of a reference in the table of its hierarchy. */
export type PlaceRef = (ref: Ref) => number;

const unsupported = (what: string, reason: string): Error => fault('CKPT4030', { what, reason }, 0);

/** The structures, arrays and exceptions of a store that is being restored. Clause exec-restore-identity. */
export class Heap {
  readonly #plan: HeapPlan;
  readonly #tape: Tape;
  readonly #maker: EngineInstance | undefined;
  readonly #place: PlaceRef;
  readonly #values: Readonly<Record<'struct' | 'array', EngineValue[]>> = { struct: [], array: [] };
  /** Places in the recorder's table of exceptions. */
  readonly #exceptions: number[] = [];
  readonly #standIns = new Map<number, EngineValue>();

  constructor(engine: Engine, plan: HeapPlan, tape: Tape, objects: StoreObjects, place: PlaceRef) {
    this.#plan = plan;
    this.#tape = tape;
    this.#place = place;
    const { maker } = plan;
    if (maker === undefined) return;
    const imports = maker.imports.map(({ module, name }) => {
      if (module === 'checkpoint') return tape.import(name);
      return objects.get('tag', Number(name.replace('tag:', '')));
    });
    this.#maker = engine.instantiate(maker.module, imports);
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
    const { structs, arrays, exceptions } = this.#plan.checkpoint;
    for (const address of structs.keys()) this.#makeAll({ kind: 'struct', address });
    for (const address of arrays.keys()) this.#makeAll({ kind: 'array', address });
    for (const address of exceptions.keys()) this.#makeAll({ kind: 'exn', address });
    for (const address of structs.keys()) this.#setStruct(address);
    for (const address of arrays.keys()) this.#setArray(address);
  }

  internal(ref: InternalRef, host: (address: number) => EngineValue): EngineValue {
    switch (ref.kind) {
      case 'struct':
      case 'array':
        return this.#values[ref.kind][ref.address];
      case 'i31':
        return this.#call('i31', [(ref.value << 1) >> 1]);
      case 'host':
        return this.#maker === undefined ? host(ref.address) : this.#call('internal', [host(ref.address)]);
    }
  }

  external(ref: InternalRef, host: (address: number) => EngineValue): EngineValue {
    return ref.kind === 'host' ? host(ref.address) : this.#call('external', [this.internal(ref, host)]);
  }

  exception(address: number): number {
    return this.#exceptions[address] ?? 0;
  }

  #call(name: string, args: readonly EngineValue[]): EngineValue {
    // clause: exec-restore-engine
    if (this.#maker === undefined) throw unsupported('a reference to an object', 'the checkpoint declares no gc');
    return callOf(this.#maker, name).call(args, 1)[0];
  }

  /** Makes an object after those that it needs; no recursion, since lists may be long. */
  #makeAll(first: HeapObject): void {
    const waiting = [first];
    for (let object = waiting.at(-1); object !== undefined; object = waiting.at(-1)) {
      const missing = this.has(object) ? [] : this.#plan.needs(object).filter((each) => !this.has(each));
      if (missing.length > 0) waiting.push(...missing);
      else {
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

  #newStruct(address: number): EngineValue {
    const struct = this.#plan.checkpoint.structs[address];
    const type = struct?.type ?? -1;
    const composite = this.#plan.type(type);
    if (struct === undefined || composite?.kind !== 'struct') throw new RangeError(`structure ${address}`);
    const storages = composite.fields.map(({ storage }) => storage);
    return this.#withRecord(
      storages,
      (index) => this.#initial(struct.fields[index], storages[index] ?? 0),
      () => this.#call(`new:${type}`, []),
    );
  }

  #setStruct(address: number): void {
    const struct = this.#plan.checkpoint.structs[address];
    const type = struct?.type ?? -1;
    const composite = this.#plan.type(type);
    if (struct === undefined || composite?.kind !== 'struct') return;
    if (!composite.fields.some(({ mutable }) => mutable)) return;
    const storages = composite.fields.map(({ storage }) => storage);
    this.#withRecord(
      storages,
      (index) => struct.fields[index],
      () => this.#callVoid(`set:${type}`, [this.#values.struct[address]]),
    );
  }

  #newArray(address: number): EngineValue {
    const array = this.#plan.checkpoint.arrays[address];
    const composite = this.#plan.type(array?.type ?? -1);
    if (array === undefined || composite?.kind !== 'array') throw new RangeError(`array ${address}`);
    const { type, elements } = array;
    const { storage, mutable } = composite.field;
    const length = this.#plan.length(array);
    if (mutable) {
      if (elements.storage !== 'ref' || isNullable(storage)) return this.#call(`new:${type}`, [length]);
      const value = () => this.#initial(elements.refs[0], storage);
      return this.#withRecord([storage], value, () => this.#call(`new:${type}`, [length]));
    }
    if (elements.storage !== 'ref') return this.#call(`new:${type}`, [this.#plan.dataOffset(address), length]);
    const storages = new Array<Valtype>(length).fill(storage);
    return this.#withRecord(
      storages,
      (index) => elements.refs[index],
      () => this.#call(`new:${type}:${length}`, []),
    );
  }

  #setArray(address: number): void {
    const array = this.#plan.checkpoint.arrays[address];
    const composite = this.#plan.type(array?.type ?? -1);
    if (array === undefined || composite?.kind !== 'array' || !composite.field.mutable) return;
    const { type, elements } = array;
    const value = this.#values.array[address];
    if (elements.storage === 'ref') {
      const storages = new Array<Valtype>(elements.refs.length).fill(composite.field.storage);
      this.#withRecord(
        storages,
        (index) => elements.refs[index],
        () => this.#callVoid(`set:${type}`, [value]),
      );
      return;
    }
    this.#tape.scratch(() => {
      const at = this.#tape.room(elements.bytes.length);
      this.#tape.write(at, elements.bytes);
      this.#callVoid(`load:${type}`, [value, at]);
    });
  }

  #newException(address: number): void {
    const exception = this.#plan.checkpoint.exceptions[address];
    const tag = this.#plan.checkpoint.tags[exception?.tag ?? -1];
    const composite = this.#plan.type(tag?.type ?? -1);
    if (exception === undefined || composite?.kind !== 'func') throw new RangeError(`exception ${address}`);
    const place = this.#tape.references('exn').end;
    this.#withRecord(
      composite.params,
      (index) => exception.args[index],
      () => this.#callVoid(`exn:${exception.tag}`, []),
      false,
    );
    this.#exceptions[address] = place;
  }

  #callVoid(name: string, args: readonly EngineValue[]): void {
    if (this.#maker !== undefined) callOf(this.#maker, name).call(args, 0);
  }

  /** Runs what reads values of these types from the record. */
  #withRecord<Result>(
    storages: readonly Valtype[],
    value: (index: number) => Field | { readonly place: number } | undefined,
    run: () => Result,
    forget = true,
  ): Result {
    const cells = storages.map((storage) => storageCell(this.#plan.types, storage));
    const { first, cells: count } = cellsOfAll(cells);
    const record = new ArrayBuffer(count * CELL);
    const views = cellViews(record);
    const filled = (): Result => {
      cells.forEach((type, index) => {
        this.#write(views, first[index] ?? 0, type, value(index));
      });
      const { cell, leave } = this.#tape.enter(new Uint8Array(record));
      this.#tape.select(cell);
      try {
        return run();
      } finally {
        leave();
      }
    };
    return forget ? this.#tape.scratch(filled) : filled();
  }

  #write(views: CellViews, cell: number, type: CellType, value: Field | { readonly place: number } | undefined): void {
    if (value === undefined) return;
    if ('place' in value) views.i32[2 * cell] = value.place;
    else if (value.kind === 'i8' || value.kind === 'i16') views.i32[2 * cell] = value.bits;
    else if (!isRefCell(type)) writeNumber(views, cell, value as Extract<Value, { kind: 'i32' }>);
    else views.i32[2 * cell] = this.#place(value as Ref);
  }

  /** What a part of a new object is: its value, or something else of its type where that does not exist yet. */
  #initial(field: Field | undefined, storage: Valtype): Field | { readonly place: number } | undefined {
    if (field === undefined || !isRef(storage) || field.kind === 'i8' || field.kind === 'i16') return field;
    const [target] = objectOf(field);
    if (target === undefined || this.has(target)) return field;
    if (isNullable(storage)) return { place: 0 };
    return { place: this.#standIn(storage, new Set()) };
  }

  /** The place of some reference of a type that has no null, until the right one is set. */
  #standIn(type: Valtype, open: ReadonlySet<number>): number {
    const { types } = this.#plan.types;
    const cell = storageCell({ types }, type);
    if (cell === 'extern') return this.#put('extern', this.#call('external', [this.#call('i31', [0])]));
    const heap = heapOf(type);
    if (cell !== 'any') throw unsupported('an object', 'it was made before an exception that it refers to');
    if (!isConcrete(heap) && scalars.has(heap)) return this.#put('any', this.#call('i31', [0]));
    for (const typeidx of candidates(types, heap)) {
      const value = open.has(typeidx) ? undefined : this.#standInOf(typeidx, new Set([...open, typeidx]));
      if (value !== undefined) return this.#put('any', value);
    }
    throw unsupported('an object', 'nothing can stand for what it refers to while it is made');
  }

  #standInOf(typeidx: number, open: ReadonlySet<number>): EngineValue | undefined {
    const known = this.#standIns.get(typeidx);
    if (known !== undefined) return known;
    const composite = this.#plan.type(typeidx);
    let value: EngineValue | undefined;
    try {
      if (composite?.kind === 'array') {
        if (!composite.field.mutable) return undefined;
        value = this.#standInRecord([composite.field.storage], open, () => this.#call(`new:${typeidx}`, [0]));
      } else if (composite?.kind === 'struct') {
        const storages = composite.fields.map(({ storage }) => storage);
        value = this.#standInRecord(storages, open, () => this.#call(`new:${typeidx}`, []));
      }
    } catch {
      // No value of this type can be made of nothing; another type may do.
      return undefined;
    }
    if (value !== undefined) this.#standIns.set(typeidx, value);
    return value;
  }

  #standInRecord(storages: readonly Valtype[], open: ReadonlySet<number>, run: () => EngineValue): EngineValue {
    return this.#withRecord(
      storages,
      (index) => {
        const storage = storages[index] ?? 0;
        return isRef(storage) && !isNullable(storage) ? { place: this.#standIn(storage, open) } : undefined;
      },
      run,
    );
  }

  #put(hierarchy: 'any' | 'extern', value: EngineValue): number {
    return this.#tape.references(hierarchy).put(value);
  }
}

/** The abstract heap types that an i31 belongs to. */
const scalars: ReadonlySet<number> = new Set([heaptypeOf('any'), heaptypeOf('eq'), heaptypeOf('i31')]);

/** The types of structures and arrays that match a heap type. */
function candidates(types: readonly Subtype[], heap: number): readonly number[] {
  return [...types.keys()].filter((typeidx) => {
    const kind = types[typeidx]?.composite.kind;
    if (!isConcrete(heap))
      return kind === 'struct' ? heap === heaptypeOf('struct') : kind === 'array' && heap === heaptypeOf('array');
    for (let at: number | undefined = typeidx; at !== undefined; at = types[at]?.supers[0]) {
      if (at === typeidxOf(heap)) return true;
    }
    return false;
  });
}
