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
import type { EngineValue } from '../engine.js';
import { storageCell } from '../objects/storage.js';
import { type Maker, type Part, unmade } from './maker.js';

/** The abstract heap types that an i31 belongs to. */
const scalars: ReadonlySet<number> = new Set([heaptypeOf('any'), heaptypeOf('eq'), heaptypeOf('i31')]);

/** The types of structures and arrays that match a heap type. */
function candidates(types: readonly Subtype[], heap: number): readonly number[] {
  return [...types.keys()].filter((typeidx) => {
    const kind = types[typeidx]?.composite.kind;
    if (!isConcrete(heap)) return kind !== 'func' && heap === heaptypeOf(kind === 'struct' ? 'struct' : 'array');
    for (let at: number | undefined = typeidx; at !== undefined; at = types[at]?.supers[0]) {
      if (at === typeidxOf(heap)) return true;
    }
    return false;
  });
}

/**
 * Objects that stand for those that do not exist yet, where a reference has no null and is set to the right one later: two structures may
 * refer to each other through fields that can change and cannot be null.
 */
export class StandIns {
  readonly #maker: Maker;
  readonly #known = new Map<number, EngineValue>();

  constructor(maker: Maker) {
    this.#maker = maker;
  }

  /** The place of some reference of a type that has no null. */
  place(type: Valtype, open: ReadonlySet<number> = new Set()): number {
    const maker = this.#maker;
    const { types } = maker.plan.types;
    const cell = storageCell({ types }, type);
    const scalar = (): EngineValue => maker.call('i31', [0]);
    if (cell === 'extern') return this.#put('extern', maker.call('external', [scalar()]));
    if (cell !== 'any') throw unmade('an object', `it refers to an object of the hierarchy ${cell} that is made later`);
    const heap = heapOf(type);
    if (!isConcrete(heap) && scalars.has(heap)) return this.#put('any', scalar());
    for (const typeidx of candidates(types, heap)) {
      const value = open.has(typeidx) ? undefined : this.#ofType(typeidx, new Set([...open, typeidx]));
      if (value !== undefined) return this.#put('any', value);
    }
    throw unmade('an object', 'nothing can stand for what it refers to while it is made');
  }

  /** Some object of a type; undefined where none can be made without others that cannot be made either. */
  #ofType(typeidx: number, open: ReadonlySet<number>): EngineValue | undefined {
    const known = this.#known.get(typeidx);
    if (known !== undefined) return known;
    const maker = this.#maker;
    const composite = maker.plan.type(typeidx);
    try {
      let value: EngineValue | undefined;
      if (composite?.kind === 'array' && composite.field.mutable) {
        const { storage } = composite.field;
        value = maker.record([storage], this.#parts([storage], typeidx, open), () => maker.call(`new:${typeidx}`, [0]));
      } else if (composite?.kind === 'struct') {
        const storages = composite.fields.map(({ storage }) => storage);
        value = maker.record(storages, this.#parts(storages, typeidx, open), () => maker.call(`new:${typeidx}`, []));
      }
      if (value !== undefined) this.#known.set(typeidx, value);
      return value;
    } catch {
      return undefined;
    }
  }

  #parts(storages: readonly Valtype[], typeidx: number, open: ReadonlySet<number>): (index: number) => Part {
    return (index) => {
      const storage = storages[index] ?? 0;
      if (!isRef(storage) || isNullable(storage)) return undefined;
      if (storageCell(this.#maker.plan.types, storage) !== 'func') return { place: this.place(storage, open) };
      // Functions exist: one that a structure of the same type refers to has the right type.
      return this.#maker.plan.checkpoint.structs.find(({ type }) => type === typeidx)?.fields[index];
    };
  }

  #put(hierarchy: 'any' | 'extern', value: EngineValue): number {
    return this.#maker.tape.references(hierarchy).put(value);
  }
}
