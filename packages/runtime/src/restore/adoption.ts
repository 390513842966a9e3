import { type Checkpoint, type Field, fault, type Ref, type Value } from '@wasm-checkpoint/format';
import type { Engine, EngineValue } from '../engine.js';
import { constantValue } from '../modules/constants.js';
import { ObjectReader } from '../objects/reader.js';
import type { Instance } from '../store/instance.js';
import { type CellType, isRefCell, readNumber } from '../tape/cells.js';
import type { Tape } from '../tape/tape.js';
import type { Heap } from './heap.js';

/** A part of an object that instantiation has made: a number, or a reference. */
type Part =
  | { readonly kind: 'ref'; readonly value: EngineValue }
  | Extract<Value, { kind: 'i32' | 'i64' | 'f32' | 'f64' | 'v128' }>;

/**
 * Takes what instantiation has made for objects of a checkpoint: the values of immutable globals whose initialisers allocate, those of
 * passive element segments that do, and what is in these for good. Clauses exec-restore-identity, inst-objects.
 */
export function adoptObjects(
  engine: Engine,
  checkpoint: Checkpoint,
  instances: readonly Instance[],
  tape: Tape,
  heap: Heap,
): void {
  const adoption = new Adoption(engine, checkpoint, instances, tape, heap);
  instances.forEach((instance, index) => {
    const { module } = instance.program;
    module.definedGlobals.forEach(({ type, init }, defined) => {
      const globalidx = module.imported.global + defined;
      const address = checkpoint.instances[index]?.globals[globalidx] ?? -1;
      const value = checkpoint.globals[address]?.value;
      if (type.mutable || value === undefined) return;
      const scope = {
        func: () => ({ kind: 'func', instance: index, funcidx: 0 }) as const,
        global: (each: number) => checkpoint.globals[checkpoint.instances[index]?.globals[each] ?? -1]?.value,
      };
      if (constantValue(module, init, scope) !== undefined) return;
      adoption.take(value, instance.globals[globalidx]?.get(), `globals[${address}].value`);
    });
    checkpoint.instances[index]?.elems.forEach((elem, place) => {
      if (elem.kind !== 'contents') return;
      const made = instance.elementRefs(elem.index);
      elem.refs.forEach((ref, item) => {
        adoption.take(ref, made[item], `instances[${index}].elems[${place}].refs[${item}]`);
      });
    });
  });
}

class Adoption {
  readonly #checkpoint: Checkpoint;
  readonly #tape: Tape;
  readonly #heap: Heap;
  readonly #reader: ObjectReader;
  readonly #instances: readonly Instance[];
  /** What was taken, by kind and address. */
  readonly #names = new Map<EngineValue, string>();

  constructor(engine: Engine, checkpoint: Checkpoint, instances: readonly Instance[], tape: Tape, heap: Heap) {
    this.#checkpoint = checkpoint;
    this.#tape = tape;
    this.#heap = heap;
    this.#instances = instances;
    this.#reader = new ObjectReader(engine, tape, () => instances);
  }

  take(ref: Value, value: EngineValue, path: string): void {
    if (ref.kind === 'extern') {
      const inside = this.#reader.internal(value);
      if (inside !== undefined) this.take(ref.internal, inside, path);
      return;
    }
    // clause: exec-restore-identity
    if (ref.kind === 'null' && value !== null) throw mismatch(path);
    if (ref.kind === 'func' && value !== this.#instances[ref.instance]?.funcref(ref.funcidx)) throw mismatch(path);
    if (ref.kind !== 'struct' && ref.kind !== 'array' && ref.kind !== 'i31') return;
    const found = this.#reader.classify(value);
    if (found.kind === 'i31' || found.kind === 'host' || ref.kind === 'i31') {
      const same = found.kind === 'i31' && ref.kind === 'i31' && (found.value ^ ref.value) << 1 === 0;
      if (!same) throw mismatch(path);
      return;
    }
    if (found.kind !== ref.kind) throw mismatch(path);
    // One object for one address, and one address for one object.
    const name = `${ref.kind} ${ref.address}`;
    if ((this.#names.get(value) ?? name) !== name || (this.#heap.has(ref) && !this.#names.has(value))) {
      throw mismatch(path);
    }
    if (this.#heap.has(ref)) return;
    this.#heap.adopt(ref.kind, ref.address, value);
    this.#names.set(value, name);
    if (found.kind === 'struct') {
      const composite = found.program.module.types[found.typeidx]?.composite;
      const parts = this.#reader.fields(found.program, found.typeidx, value, this.#part);
      this.#checkpoint.structs[ref.address]?.fields.forEach((field, index) => {
        if (composite?.kind !== 'struct' || composite.fields[index]?.mutable !== false) return;
        this.#compare(field, parts[index], path);
      });
      return;
    }
    const array = this.#checkpoint.arrays[ref.address];
    const composite = found.program.module.types[found.typeidx]?.composite;
    if (array === undefined || composite?.kind !== 'array') return;
    const length = this.#reader.length(found.program, found.typeidx, value);
    if (array.elements.storage === 'ref') {
      if (length !== array.elements.refs.length) throw mismatch(path);
      if (composite.field.mutable) return;
      const parts = this.#reader.refs(found.program, found.typeidx, value, this.#part);
      array.elements.refs.forEach((each, index) => {
        this.#compare(each, parts[index], path);
      });
    } else {
      const bytes = this.#reader.bytes(found.program, found.typeidx, value);
      const { bytes: wanted } = array.elements;
      const same = wanted.length === bytes.length && wanted.every((byte, index) => byte === bytes[index]);
      if (bytes.length !== wanted.length || (!composite.field.mutable && !same)) throw mismatch(path);
    }
  }

  readonly #part = (cell: number, type: CellType): Part => {
    const { views } = this.#tape;
    if (!isRefCell(type)) return readNumber(views, cell, type);
    const place = (views.i32[2 * cell] ?? 0) >>> 0;
    return { kind: 'ref', value: place === 0 || type === 'exn' ? null : this.#tape.references(type).get(place) };
  };

  #compare(field: Field, part: Part | undefined, path: string): void {
    if (part === undefined) throw mismatch(path);
    if (part.kind === 'ref') {
      this.take(field as Ref, part.value, path);
      return;
    }
    const found = 'bits' in part ? part.bits : part.value;
    const wanted = 'bits' in field ? field.bits : 'value' in field ? field.value : undefined;
    if (found !== wanted) throw mismatch(path);
  }
}

/** What stands for good in an object that instantiation makes cannot be made otherwise. */
const mismatch = (path: string): Error =>
  // clause: exec-restore-engine, inst-objects
  fault('CKPT4030', { what: 'an object of an initialiser', reason: 'instantiation makes another' }, 0, path);
