import type {
  ArrayState,
  ExceptionState,
  FieldState,
  HostRefState,
  InternalRefState,
  RefState,
  StructState,
  TagState,
  ValueState,
} from '../capture/index.js';
import type { Engine, EngineTag, EngineValue } from '../engine.js';
import { tagParams } from '../objects/exception-module.js';
import { type Classified, callOf, ObjectReader } from '../objects/reader.js';
import { bitsOf, storageCell } from '../objects/storage.js';
import type { Instance } from '../store/instance.js';
import { type CellType, cellsOf } from '../tape/cells.js';
import type { Tape } from '../tape/tape.js';

/** Says what object of the host a reference is; undefined for one that it does not know. */
export type DescribeHostRef = (value: EngineValue) => HostRefState['descriptor'];

/** The value in a cell of what was put. */
export type ReadValue = (cell: number, type: CellType) => ValueState;

/** The tag of an instance as the builder knows it. */
export type TagOf = (instance: Instance, tagidx: number, tag: EngineTag) => TagState;

const isObject = (value: EngineValue): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** Structures, arrays, exceptions and objects of the host: the same state for the same object in every capture. */
export class ObjectView {
  readonly #tape: Tape;
  readonly #instances: () => readonly Instance[];
  readonly #reader: ObjectReader;
  readonly #read: ReadValue;
  readonly #tagOf: TagOf;
  readonly #structs = new WeakMap<object, StructState>();
  readonly #arrays = new WeakMap<object, ArrayState>();
  /** Those of the present capture: arguments are read once, with the references of the host that they hold. */
  #exceptions = new WeakMap<object, ExceptionState>();
  readonly #hostRefs = new Map<EngineValue, HostRefState>();
  #describe: DescribeHostRef = () => undefined;

  constructor(engine: Engine, tape: Tape, instances: () => readonly Instance[], read: ReadValue, tagOf: TagOf) {
    this.#tape = tape;
    this.#instances = instances;
    this.#reader = new ObjectReader(engine, tape, instances);
    this.#read = read;
    this.#tagOf = tagOf;
  }

  /** Who knows the objects of the host in the captures from now on. */
  set describe(describe: DescribeHostRef | undefined) {
    this.#describe = describe ?? (() => undefined);
    this.#hostRefs.clear();
    this.#exceptions = new WeakMap();
  }

  /** What an external reference that is not null is inside. */
  external(value: EngineValue): InternalRefState {
    const host = this.#described(value);
    if (host !== undefined) return host;
    const inside = this.#reader.internal(value);
    return inside === undefined ? this.#host(value) : this.internal(inside);
  }

  /** What an internal reference that is not null refers to. */
  internal(value: EngineValue): InternalRefState {
    const host = this.#described(value);
    if (host !== undefined) return host;
    const found = this.#reader.classify(value);
    if (found.kind === 'i31') return found;
    if (found.kind === 'host' || !isObject(value)) return this.#host(value);
    return found.kind === 'struct'
      ? { kind: 'struct', object: known(this.#structs, value, () => this.#struct(found, value)) }
      : { kind: 'array', object: known(this.#arrays, value, () => this.#array(found, value)) };
  }

  /** The exception at a place of the recorder's table. */
  exception(place: number): RefState {
    if (this.#isNull(place)) return { kind: 'null', hierarchy: 'exn' };
    const thrown = this.#thrown(place);
    if (!isObject(thrown)) return { kind: 'opaque', reason: 'an exception of the host' };
    const state = this.#exceptions.get(thrown) ?? this.#caught(place);
    if (state === undefined) return { kind: 'opaque', reason: 'an exception of the host' };
    this.#exceptions.set(thrown, state);
    return { kind: 'exn', object: state };
  }

  #described(value: EngineValue): InternalRefState | undefined {
    const state = this.#hostRefs.get(value);
    if (state !== undefined) return { kind: 'host', object: state };
    const descriptor = this.#describe(value);
    if (descriptor === undefined) return undefined;
    const described = { descriptor };
    this.#hostRefs.set(value, described);
    return { kind: 'host', object: described };
  }

  #host(value: EngineValue): InternalRefState {
    return { kind: 'host', object: known(this.#hostRefs, value, () => ({})) };
  }

  #struct({ program, typeidx }: Exclude<Classified, { kind: 'host' | 'i31' }>, value: object): StructState {
    const type = { module: program.module, typeidx };
    const composite = program.module.types[typeidx]?.composite;
    const packed = composite?.kind === 'struct' ? composite.fields.map(({ storage }) => bitsOf(storage)) : [];
    return {
      type,
      fields: () =>
        this.#reader.fields(program, typeidx, value, this.#read).map((field, index): FieldState => {
          const kind = packed[index];
          if ((kind !== 'i8' && kind !== 'i16') || field.kind !== 'i32') return field;
          return { kind, bits: field.value };
        }),
    };
  }

  #array({ program, typeidx }: Exclude<Classified, { kind: 'host' | 'i31' }>, value: object): ArrayState {
    const composite = program.module.types[typeidx]?.composite;
    const storage = composite?.kind === 'array' ? bitsOf(composite.field.storage) : undefined;
    return {
      type: { module: program.module, typeidx },
      elements: () =>
        storage === undefined
          ? { storage: 'ref', refs: this.#reader.refs(program, typeidx, value, this.#read) as readonly RefState[] }
          : { storage, bytes: this.#reader.bytes(program, typeidx, value) },
    };
  }

  #isNull(place: number): boolean {
    for (const instance of this.#instances()) {
      const side = instance.program.exceptions;
      if (side !== undefined) return callOf(instance.side(side), 'null').call([place], 1)[0] === 1;
    }
    return false;
  }

  /** What throwing the exception at a place throws; undefined where no instance can. */
  #thrown(place: number): unknown {
    for (const instance of this.#instances()) {
      const side = instance.program.exceptions;
      if (side === undefined) continue;
      try {
        callOf(instance.side(side), 'throw').call([place], 0);
      } catch (error) {
        return error;
      }
    }
    return undefined;
  }

  /** The tag and the arguments of the exception at a place; undefined where no instance knows its tag. */
  #caught(place: number): ExceptionState | undefined {
    for (const instance of this.#instances()) {
      const { program } = instance;
      const side = program.exceptions;
      if (side === undefined) continue;
      for (const [tagidx, tag] of instance.tags.entries()) {
        const args = this.#tape.scratch((): readonly ValueState[] | undefined => {
          let cell = this.#tape.put.end;
          if (callOf(instance.side(side), `args:${tagidx}`).call([place], 1)[0] !== 1) return undefined;
          return tagParams(program.module, tagidx).map((param) => {
            const type = storageCell(program.module, param);
            const at = cell;
            cell += cellsOf(type);
            return this.#read(at, type);
          });
        });
        if (args !== undefined) return { tag: this.#tagOf(instance, tagidx, tag), args: () => args };
      }
    }
    return undefined;
  }
}

function known<Key, Value>(
  map: { get(key: Key): Value | undefined; set(key: Key, value: Value): unknown },
  key: Key,
  make: () => Value,
): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
