import { fault, type Hierarchy } from '@wasm-checkpoint/format';
import type {
  Engine,
  EngineFunc,
  EngineGlobal,
  EngineImport,
  EngineInstance,
  EngineMemory,
  EngineModule,
  EngineTable,
} from '../engine.js';
import { exceptionNullModule } from '../objects/exception-module.js';
import { CELL, type CellViews, cellViews } from './cells.js';
import { ReferenceTape } from './references.js';
import { type Region, Regions } from './regions.js';

/** Room for results at the beginning of the recorder's memory: as many v128 as a function may have results, and more. */
const RESULTS = 1 << 15;
const PAGE = 1 << 16;

/** Exports of the recorder for each hierarchy of references. */
const tableNames: Readonly<Record<Hierarchy, string>> = {
  func: 'functions',
  extern: 'externs',
  any: 'anys',
  exn: 'exns',
};

const hierarchies = Object.keys(tableNames) as readonly Hierarchy[];

/** What the tape tells of a frame that begins: called as the stack unwinds. */
export type FrameListener = (instance: number, state: number) => void;

/**
 * The recorder of a store: where values go between instrumented code and the host. Spec: appendix Instrumented modules, The tape.
 *
 * Its memory holds results, then the records of the thread that is being resumed, then what is put.
 */
export class Tape {
  /** Called when a frame begins. */
  onFrame: FrameListener = () => {};
  /** Called by `raise`; throws. */
  onRaise: () => never = () => {
    throw new RangeError('nothing is to be thrown');
  };
  /** Called by `raise_caught`; throws. */
  onRaiseCaught: () => never = () => {
    throw new RangeError('nothing is to be thrown again');
  };
  readonly #instance: EngineInstance;
  readonly #memory: EngineMemory;
  readonly #end: EngineGlobal;
  readonly #record: EngineGlobal;
  readonly #frame: EngineFunc;
  readonly #frameImport: EngineImport;
  readonly #references = new Map<Hierarchy, ReferenceTape>();
  readonly #regions = new Regions(this.#references);
  #views: CellViews;
  #viewed: Uint8Array;
  /** First cell of what is put. */
  #start = RESULTS / CELL;

  constructor(engine: Engine, recorder: EngineModule) {
    this.#instance = engine.instantiate(recorder, []);
    this.#memory = this.#exported('memory', 'memory');
    this.#end = this.#exported('end', 'global');
    this.#record = this.#exported('record', 'global');
    this.#exported('results', 'global').set(0);
    this.#frame = this.#exported('frame', 'func');
    this.#frameImport = (instance, funcidx, site, state) => {
      this.onFrame(instance as number, state as number);
      this.#frame.call([instance, funcidx, site, state], 0);
    };
    this.#viewed = this.#memory.bytes();
    this.#views = cellViews(this.#viewed.buffer);
    for (const hierarchy of hierarchies) {
      const name = tableNames[hierarchy];
      if (this.#instance.export(name) === undefined) continue;
      const tape = new ReferenceTape(
        this.#exported(name, 'table'),
        this.#exported(`${name}.end`, 'global'),
        hierarchy === 'exn',
      );
      this.#references.set(hierarchy, tape);
    }
    if (this.#references.has('exn')) this.#reserveException(engine);
    this.#begin(RESULTS / CELL);
  }

  /** Makes the null of the table that the host cannot hold anything of. */
  #reserveException(engine: Engine): void {
    const reserve = engine.instantiate(engine.compile(exceptionNullModule()), [this.import('exns')]).export('reserve');
    if (reserve?.kind === 'func') reserve.run();
  }

  /** What an instance or side module is given for an import from `checkpoint`. */
  import(name: string): EngineImport {
    if (name === 'frame') return this.#frameImport;
    if (name === 'raise') return () => this.onRaise();
    if (name === 'raise_caught') return () => this.onRaiseCaught();
    const found = this.#instance.export(name);
    if (found === undefined) throw new RangeError(`the recorder has no ${name}`);
    return found;
  }

  /** What results are read from, from cell 0, and what was put; to be read only, and until anything runs. */
  get views(): CellViews {
    const bytes = this.#memory.bytes();
    if (bytes !== this.#viewed) {
      this.#viewed = bytes;
      this.#views = cellViews(bytes.buffer);
    }
    return this.#views;
  }

  /**
   * Places the records of a thread, and lets what is put begin behind them, until `leave` is called. What entered before stays
   * where it is. Errors: CKPT9003. Clause exec-restore-resources.
   */
  enter(records: Uint8Array): { readonly cell: number; readonly leave: () => void } {
    const before = this.#start;
    const from = before * CELL;
    const start = from + records.length;
    this.#reach(start);
    this.#memory.write(from, records);
    this.#begin(start / CELL);
    return { cell: before, leave: () => this.#begin(before) };
  }

  /** Makes the memory reach up to an address. */
  #reach(address: number): void {
    const size = this.#memory.bytes().length;
    if (address > size && !this.#memory.grow(BigInt(Math.ceil((address - size) / PAGE)))) {
      throw fault('CKPT9003', { what: `${address} bytes of records` }, 0);
    }
  }

  #begin(cell: number): void {
    this.#start = cell;
    this.rewind();
  }

  /** The cell at which what was put begins, and the one behind it. */
  get put(): { readonly start: number; readonly end: number } {
    return { start: this.#start, end: (Number(this.#end.get()) >>> 0) / CELL };
  }

  /** Forgets what was put. */
  rewind(): void {
    this.#end.set(this.#start * CELL);
  }

  /** Says where the record of the frame is that is resumed next. */
  select(cell: number): void {
    this.#record.set(cell * CELL);
  }

  /** Runs what puts values and reads them, and forgets them. */
  scratch<Result>(read: () => Result): Result {
    const ends = [...this.#references.values()].map((tape) => ({ tape, end: tape.end }));
    const end = this.#end.get();
    try {
      return read();
    } finally {
      this.#end.set(end);
      for (const each of ends) each.tape.end = each.end;
    }
  }

  /** The address of room for some bytes behind what was put; CKPT9003 where there is none. */
  room(bytes: number): number {
    const address = Number(this.#end.get()) >>> 0;
    this.#reach(address + bytes);
    return address;
  }

  /** Bytes of the recorder's memory, as they are now. */
  read(address: number, length: number): Uint8Array {
    return this.#memory.bytes().slice(address, address + length);
  }

  /** Writes to room that was asked for. */
  write(address: number, bytes: Uint8Array): void {
    this.#memory.write(address, bytes);
  }

  /** Keeps the references that were put up to now. */
  keepReferences(): Region {
    return this.#regions.take();
  }

  references(hierarchy: Hierarchy): ReferenceTape {
    const tape = this.#references.get(hierarchy);
    if (tape === undefined) throw new RangeError(`the recorder takes no references of the hierarchy ${hierarchy}`);
    return tape;
  }

  #exported<Kind extends 'func' | 'memory' | 'table' | 'global'>(name: string, kind: Kind): Of<Kind> {
    const found = this.#instance.export(name);
    if (found?.kind !== kind) throw new RangeError(`the recorder has no ${kind} ${name}`);
    return found as Of<Kind>;
  }
}

type Of<Kind extends 'func' | 'memory' | 'table' | 'global'> = {
  readonly func: EngineFunc;
  readonly memory: EngineMemory;
  readonly table: EngineTable;
  readonly global: EngineGlobal;
}[Kind];
