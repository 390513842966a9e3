import {
  type Checkpoint,
  type ModuleBases,
  type PageSource,
  type Ref,
  tablePieces,
  type Value,
} from '@wasm-checkpoint/format';
import type { Instance } from '../store/instance.js';
import { CELL, type CellViews, cellsOf, cellType, cellViews, isRefCell, writeNumber } from '../tape/cells.js';
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
  readonly before: Before;
}

/** Gives memories, tables and globals the contents that a checkpoint states. Spec: execution, Restore, step 5. */
export function fillStore(filling: Filling): void {
  const { checkpoint, sources, objects, instances, before } = filling;
  fillMemories(checkpoint, sources, objects, instances, before);
  fillTables(filling);
  for (const [index, instance] of instances.entries()) fillGlobals(filling, index, instance);
}

function fillTables({ checkpoint, bases, objects, references }: Filling): void {
  checkpoint.tables.forEach((_, address) => {
    if (!objects.has('table', address)) return;
    const table = objects.get('table', address);
    for (const { entry, length, stored, base } of tablePieces(checkpoint, address, bases)) {
      const ref: Ref | undefined = stored ?? base;
      if (ref === undefined) continue;
      const value = references.make(ref);
      for (let index = entry; index < entry + length; index++) table.set(index, value);
    }
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
  const record = new ArrayBuffer(mutable.reduce((sum, { type }) => sum + cellsOf(type), 0) * CELL);
  const views = cellViews(record);
  let cell = 0;
  for (const { globalidx, type } of mutable) {
    const address = checkpoint.instances[instanceidx]?.globals[globalidx];
    const value = checkpoint.globals[address ?? -1]?.value;
    if (value !== undefined)
      writeValue(views, cell, value, (ref) => (isRefCell(type) ? tape.references(type).put(references.make(ref)) : 0));
    cell += cellsOf(type);
  }
  const region = tape.keepReferences();
  const { cell: first, leave } = tape.enter(new Uint8Array(record));
  tape.select(first);
  load.run();
  leave();
  region.free();
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
