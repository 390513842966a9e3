import type { Arraytype, Structtype } from '@wasm-checkpoint/wasm';
import { openModule } from '@wasm-checkpoint/wasm';
import { type Engine, type EngineFunc, type EngineInstance, EngineRefusal, type EngineValue } from '../engine.js';
import type { CellValue } from '../programs/place.js';
import type { CompiledSide, Program } from '../programs/program.js';
import type { Instance } from '../store/instance.js';
import { type CellType, cellsOf } from '../tape/cells.js';
import type { Tape } from '../tape/tape.js';
import { depthOf, readerModule, SCALAR } from './reader-module.js';
import { bitsOf, bitsSize, storageCell } from './storage.js';

/** What a reference of the hierarchy of any refers to. */
export type Classified =
  | { readonly kind: 'host' }
  | { readonly kind: 'i31'; readonly value: number }
  | { readonly kind: 'struct' | 'array'; readonly program: Program; readonly typeidx: number };

/** Reads a cell that was put. */
export type ReadCell<Value> = (cell: number, type: CellType) => Value;

const anyReaders = new WeakMap<Engine, CompiledSide | undefined>();

function anyReader(engine: Engine): CompiledSide | undefined {
  if (!anyReaders.has(engine)) anyReaders.set(engine, compiledReader(engine));
  return anyReaders.get(engine);
}

function compiledReader(engine: Engine): CompiledSide | undefined {
  const bytes = readerModule({ types: [], recgroups: [] });
  try {
    return { module: engine.compile(bytes), imports: openModule(bytes).imports };
  } catch (error) {
    if (error instanceof EngineRefusal) return undefined;
    throw error;
  }
}

/** Reads structures and arrays through side modules of the programs of a store. */
export class ObjectReader {
  readonly #engine: Engine;
  readonly #instances: () => readonly Instance[];
  readonly #tape: Tape;
  /** Null until it is asked for. */
  #any: EngineInstance | undefined | null = null;

  constructor(engine: Engine, tape: Tape, instances: () => readonly Instance[]) {
    this.#engine = engine;
    this.#tape = tape;
    this.#instances = instances;
  }

  /** An external reference as an internal one; undefined where no program knows of these. */
  internal(value: EngineValue): EngineValue | undefined {
    const side = this.#anySide();
    return side === undefined ? undefined : callOf(side, 'internal').call([value], 1)[0];
  }

  /** Tells what a reference that is not null refers to: by the most specific type that any of the programs knows it by. */
  classify(value: EngineValue): Classified {
    let found: Classified & { depth?: number } = { kind: 'host' };
    const any = this.#anySide();
    if (any !== undefined && Number(callOf(any, 'classify').call([value], 1)[0]) === SCALAR) {
      return { kind: 'i31', value: Number(callOf(any, 'i31').call([value], 1)[0]) };
    }
    for (const { program, side } of this.#readers()) {
      const typeidx = Number(callOf(side, 'classify').call([value], 1)[0]);
      if (typeidx < 0) continue;
      const depth = depthOf(program.module.types, typeidx);
      if (found.depth !== undefined && found.depth >= depth) continue;
      const kind = program.module.types[typeidx]?.composite.kind === 'struct' ? 'struct' : 'array';
      found = { kind, program, typeidx, depth };
    }
    return found;
  }

  /** The fields of a structure. */
  fields<Value>(program: Program, typeidx: number, value: EngineValue, read: ReadCell<Value>): readonly Value[] {
    const { fields } = typeOf(program, typeidx, 'struct');
    const types = fields.map(({ storage }) => storageCell(program.module, storage));
    return this.#put(program, `read:${typeidx}`, value, () => types, read);
  }

  /** The elements of an array of references. */
  refs<Value>(program: Program, typeidx: number, value: EngineValue, read: ReadCell<Value>): readonly Value[] {
    const { field } = typeOf(program, typeidx, 'array');
    const type = storageCell(program.module, field.storage);
    const length = this.length(program, typeidx, value);
    return this.#put(program, `read:${typeidx}`, value, () => new Array<CellType>(length).fill(type), read);
  }

  /** The elements of an array of numbers or vectors, little-endian. */
  bytes(program: Program, typeidx: number, value: EngineValue): Uint8Array {
    const bits = bitsOf(typeOf(program, typeidx, 'array').field.storage) ?? 'i8';
    const size = this.length(program, typeidx, value) * bitsSize[bits];
    return this.#tape.scratch(() => {
      const address = this.#tape.room(size);
      callOf(this.#side(program), `store:${typeidx}`).call([value, address], 0);
      return this.#tape.read(address, size);
    });
  }

  length(program: Program, typeidx: number, value: EngineValue): number {
    return Number(callOf(this.#side(program), `length:${typeidx}`).call([value], 1)[0]) >>> 0;
  }

  #put<Value>(
    program: Program,
    name: string,
    value: EngineValue,
    types: () => readonly CellType[],
    read: ReadCell<Value>,
  ): readonly Value[] {
    const cells: CellValue[] = [];
    return this.#tape.scratch(() => {
      let cell = this.#tape.put.end;
      callOf(this.#side(program), name).call([value], 0);
      for (const type of types()) {
        cells.push({ cell, type });
        cell += cellsOf(type);
      }
      return cells.map((each) => read(each.cell, each.type));
    });
  }

  #side(program: Program): EngineInstance {
    for (const reader of this.#readers()) if (reader.program === program) return reader.side;
    throw new RangeError('no instance of the program');
  }

  /** A reader that knows no types; undefined where the engine has no internal references. */
  #anySide(): EngineInstance | undefined {
    if (this.#any === null) {
      const module = anyReader(this.#engine);
      this.#any =
        module === undefined
          ? undefined
          : this.#engine.instantiate(
              module.module,
              module.imports.map(({ name }) => this.#tape.import(name)),
            );
    }
    return this.#any;
  }

  *#readers(): Generator<{ readonly program: Program; readonly side: EngineInstance }> {
    const seen = new Set<Program>();
    for (const instance of this.#instances()) {
      const { program } = instance;
      if (seen.has(program) || program.reader === undefined) continue;
      seen.add(program);
      yield { program, side: instance.side(program.reader) };
    }
  }
}

function typeOf(program: Program, typeidx: number, kind: 'struct'): Structtype;
function typeOf(program: Program, typeidx: number, kind: 'array'): Arraytype;
function typeOf(program: Program, typeidx: number, kind: 'struct' | 'array'): Structtype | Arraytype {
  const composite = program.module.types[typeidx]?.composite;
  if (composite?.kind !== kind) throw new RangeError(`type ${typeidx} is no ${kind} type`);
  return composite as Structtype | Arraytype;
}

/** A function that a side module exports. */
export function callOf(side: EngineInstance, name: string): EngineFunc {
  const found = side.export(name);
  if (found?.kind !== 'func') throw new RangeError(`the side module has no function ${name}`);
  return found;
}
