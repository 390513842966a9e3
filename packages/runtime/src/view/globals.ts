import type { Num, Vec } from '@wasm-checkpoint/format';
import { I32 } from '@wasm-checkpoint/wasm';
import type { ValueState } from '../capture/index.js';
import type { EngineGlobal, EngineValue } from '../engine.js';
import { constantValue } from '../modules/constants.js';
import type { Instance } from '../store/instance.js';
import { cellsOf, cellType } from '../tape/cells.js';
import type { Tape } from '../tape/tape.js';
import type { CellReader } from './cells.js';
import type { ReferenceView } from './references.js';

const NUMBERS: ReadonlySet<string> = new Set(['i32', 'i64', 'f32', 'f64', 'v128']);

const isNumber = (value: { readonly kind: string }): value is Num | Vec => NUMBERS.has(value.kind);

const scratch = new DataView(new ArrayBuffer(8));

/** A number that came over the border of the engine. */
function numberState(type: 'i32' | 'i64' | 'f32' | 'f64', value: EngineValue): ValueState {
  switch (type) {
    case 'i32':
      return { kind: 'i32', value: Number(value) };
    case 'i64':
      return { kind: 'i64', value: BigInt(value as bigint) };
    default: {
      // clause: exec-capture-bits
      if (Number.isNaN(value)) return { kind: 'bits-lost', reason: 'a global of the host holds a NaN' };
      if (type === 'f32') scratch.setFloat32(0, Number(value));
      else scratch.setFloat64(0, Number(value));
      return type === 'f32'
        ? { kind: 'f32', bits: scratch.getUint32(0) }
        : { kind: 'f64', bits: scratch.getBigUint64(0) };
    }
  }
}

/** Reads globals: the mutable ones of an instance all at once through its accessors, immutable ones by their initialisers. */
export class GlobalView {
  readonly #tape: Tape;
  readonly #references: ReferenceView;
  readonly #cells: CellReader;
  readonly #read = new Map<EngineGlobal, ValueState>();
  readonly #saved = new Set<Instance>();

  constructor(tape: Tape, references: ReferenceView, cells: CellReader) {
    this.#cells = cells;
    this.#tape = tape;
    this.#references = references;
  }

  /** Forgets what was read: the program has gone on. */
  clear(): void {
    this.#read.clear();
    this.#saved.clear();
  }

  value(instance: Instance, globalidx: number): ValueState {
    const global = instance.globals[globalidx];
    const type = instance.program.module.globals[globalidx];
    if (global === undefined || type === undefined) throw new RangeError(`there is no global ${globalidx}`);
    if (type.mutable && !this.#saved.has(instance)) this.#save(instance);
    let value = this.#read.get(global);
    if (value === undefined) {
      value = this.#immutable(instance, globalidx, global);
      this.#read.set(global, value);
    }
    return value;
  }

  #save(instance: Instance): void {
    this.#saved.add(instance);
    const { program, globals } = instance;
    const side = program.accessors;
    const save = side === undefined ? undefined : instance.side(side).export('save');
    if (save?.kind !== 'func') return;
    this.#tape.scratch(() => {
      let cell = this.#tape.put.end;
      save.run();
      program.module.globals.forEach(({ type: valtype, mutable }, globalidx) => {
        const global = globals[globalidx];
        if (!mutable || global === undefined) return;
        const type = cellType(program.module, valtype);
        this.#read.set(global, this.#cells.put(cell, type));
        cell += cellsOf(type);
      });
    });
  }

  #immutable(instance: Instance, globalidx: number, global: EngineGlobal): ValueState {
    const { module } = instance.program;
    const type = cellType(module, module.globals[globalidx]?.type ?? I32);
    // No constant expression makes an exception, and the host can neither make nor read such a global.
    if (type === 'exn') return this.#references.state(type, null);
    if (type === 'func' || type === 'extern' || type === 'any') return this.#references.state(type, global.get());
    const defined = module.definedGlobals[globalidx - module.imported.global];
    const value =
      defined === undefined
        ? undefined
        : constantValue(module, defined.init, {
            func: () => undefined,
            global: (index) => {
              const read = this.value(instance, index);
              return isNumber(read) ? read : undefined;
            },
          });
    if (value !== undefined && isNumber(value)) return value;
    if (type === 'v128') return { kind: 'lost', reason: 'a vector of the host' };
    return numberState(type, global.get());
  }
}
