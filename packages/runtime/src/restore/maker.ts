import { type Field, fault, type Ref, type Value } from '@wasm-checkpoint/format';
import type { Valtype } from '@wasm-checkpoint/wasm';
import type { Engine, EngineInstance, EngineValue } from '../engine.js';
import { callOf } from '../objects/reader.js';
import { cellsOfAll, storageCell } from '../objects/storage.js';
import { CELL, type CellType, type CellViews, cellViews, isRefCell, writeNumber } from '../tape/cells.js';
import type { Tape } from '../tape/tape.js';
import type { HeapPlan } from './heap-plan.js';
import type { StoreObjects } from './objects.js';

/** Gives the place of a reference in the table of its hierarchy. */
export type PlaceRef = (ref: Ref) => number;

/** A part of an object: its value, or the place of a reference that stands for it. */
export type Part = Field | { readonly place: number } | undefined;

/** The diagnostic for what the engine, or this software, cannot make. */
export const unmade = (what: string, reason: string): Error => fault('CKPT4030', { what, reason }, 0);

/** The maker of a checkpoint in one store: its functions, and the record that they read. */
export class Maker {
  readonly plan: HeapPlan;
  readonly tape: Tape;
  readonly #side: EngineInstance | undefined;
  readonly #place: PlaceRef;

  constructor(engine: Engine, plan: HeapPlan, tape: Tape, objects: StoreObjects, place: PlaceRef) {
    this.plan = plan;
    this.tape = tape;
    this.#place = place;
    const { maker } = plan;
    if (maker === undefined) return;
    const imports = maker.imports.map(({ module, name }) => {
      if (module === 'checkpoint') return tape.import(name);
      return objects.get('tag', Number(name.replace('tag:', '')));
    });
    this.#side = engine.instantiate(maker.module, imports);
  }

  /** Whether there is anything to make things with. */
  get able(): boolean {
    return this.#side !== undefined;
  }

  call(name: string, args: readonly EngineValue[], results: 0 | 1 = 1): EngineValue {
    // clause: exec-restore-engine
    if (this.#side === undefined) throw unmade('a reference to an object', 'the checkpoint declares no gc');
    return callOf(this.#side, name).call(args, results)[0];
  }

  /** Runs what reads values of these types from the record. What was put for it is forgotten, unless it is to be kept. */
  record<Result>(
    storages: readonly Valtype[],
    part: (index: number) => Part,
    run: () => Result,
    keep: 'forget' | 'keep' = 'forget',
  ): Result {
    const filled = (): Result => {
      const cells = storages.map((storage) => storageCell(this.plan.types, storage));
      const { first, cells: count } = cellsOfAll(cells);
      const record = new ArrayBuffer(count * CELL);
      const views = cellViews(record);
      cells.forEach((type, index) => {
        this.#write(views, first[index] ?? 0, type, part(index));
      });
      const { cell, leave } = this.tape.enter(new Uint8Array(record));
      this.tape.select(cell);
      try {
        return run();
      } finally {
        leave();
      }
    };
    return keep === 'keep' ? filled() : this.tape.scratch(filled);
  }

  #write(views: CellViews, cell: number, type: CellType, part: Part): void {
    if (part === undefined) return;
    if ('place' in part) views.i32[2 * cell] = part.place;
    else if (part.kind === 'i8' || part.kind === 'i16') views.i32[2 * cell] = part.bits;
    else if (isRefCell(type)) views.i32[2 * cell] = this.#place(part as Ref);
    else writeNumber(views, cell, part as Extract<Value, { kind: 'i32' }>);
  }
}
