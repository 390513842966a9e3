import {
  type Checkpoint,
  type ModuleBases,
  type PageSource,
  type Ref,
  type TableType,
  tablePieces,
  type Value,
} from '@wasm-checkpoint/format';
import type { Engine } from '../engine.js';
import { exceptionTable } from '../objects/exception-table.js';
import type { Instance } from '../store/instance.js';
import { CELL, type CellViews, cellsOf, cellType, cellViews, writeNumber } from '../tape/cells.js';
import type { Tape } from '../tape/tape.js';
import { type Before, fillMemories } from './memories.js';
import type { StoreObjects } from './objects.js';
import type { ReferenceMaker } from './references.js';

/** What filling a store takes. */
export interface Filling {
  readonly checkpoint: Checkpoint;
  readonly sources: readonly PageSource[];
  readonly bases: ModuleBases;
  readonly objects: StoreObjects;
  readonly references: ReferenceMaker;
  readonly instances: readonly Instance[];
  readonly tape: Tape;
  readonly engine: Engine;
  readonly before: Before;
}

/** Gives memories, tables and globals the contents that a checkpoint states. Spec: execution, Restore, step 5. */
export function fillStore(filling: Filling): void {
  const { checkpoint, sources, objects, instances, before } = filling;
  fillMemories(checkpoint, sources, objects, instances, before);
  fillTables(filling);
  for (const [index, instance] of instances.entries()) fillGlobals(filling, index, instance);
}

function fillTables(filling: Filling): void {
  const { checkpoint, bases, objects, references } = filling;
  checkpoint.tables.forEach(({ type }, address) => {
    if (!objects.has('table', address)) return;
    if (isExceptionTable(type)) {
      fillExceptionTable(filling, address);
      return;
    }
    const table = objects.get('table', address);
    for (const { entry, length, stored, base } of tablePieces(checkpoint, address, bases)) {
      const ref: Ref | undefined = stored ?? base;
      if (ref === undefined) continue;
      const value = references.make(ref);
      for (let index = entry; index < entry + length; index++) table.set(index, value);
    }
  });
}

const isExceptionTable = ({ element: { heap } }: TableType): boolean => heap === 'exn' || heap === 'noexn';

/** Sets the entries of a table that the host cannot hold. */
function fillExceptionTable({ checkpoint, bases, objects, references, tape, engine }: Filling, address: number): void {
  const table = objects.get('table', address);
  const places: number[] = [];
  for (const { length, stored, base } of tablePieces(checkpoint, address, bases)) {
    const ref = stored ?? base;
    for (let left = length; left > 0n; left--) places.push(ref === undefined ? 0 : references.place(tape, ref));
  }
  const set = exceptionTable(engine, tape, table).export('set');
  if (set?.kind !== 'func') return;
  const record = new ArrayBuffer(places.length * CELL);
  const { i32 } = cellViews(record);
  places.forEach((place, index) => {
    i32[2 * index] = place;
  });
  runWithRecord(tape, record, () => {
    for (const index of places.keys()) set.call([index, index], 0);
  });
}

/** Sets the mutable globals of an instance, all at once. */
function fillGlobals({ checkpoint, references, tape }: Filling, instanceidx: number, instance: Instance): void {
  const { program } = instance;
  const side = program.accessors;
  const load = side === undefined ? undefined : instance.side(side).export('load');
  if (load?.kind !== 'func') return;
  const mutable = program.module.globals.flatMap((global, globalidx) =>
    global.mutable ? [{ globalidx, type: cellType(program.module, global.type) }] : [],
  );
  tape.scratch(() => {
    const record = new ArrayBuffer(mutable.reduce((sum, { type }) => sum + cellsOf(type), 0) * CELL);
    const views = cellViews(record);
    let cell = 0;
    for (const { globalidx, type } of mutable) {
      const address = checkpoint.instances[instanceidx]?.globals[globalidx];
      const value = checkpoint.globals[address ?? -1]?.value;
      if (value !== undefined) writeValue(views, cell, value, (ref) => references.place(tape, ref));
      cell += cellsOf(type);
    }
    runWithRecord(tape, record, () => load.run());
  });
}

function runWithRecord(tape: Tape, record: ArrayBuffer, run: () => void): void {
  const { cell, leave } = tape.enter(new Uint8Array(record));
  tape.select(cell);
  run();
  leave();
}

function writeValue(views: CellViews, cell: number, value: Value, place: (ref: Ref) => number): void {
  switch (value.kind) {
    case 'i32':
    case 'i64':
    case 'f32':
    case 'f64':
    case 'v128':
      writeNumber(views, cell, value);
      return;
    default:
      views.i64[cell] = BigInt(place(value));
  }
}
