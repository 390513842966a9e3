import { fault } from '@wasm-checkpoint/format';
import type { EngineGlobal, EngineTable, EngineValue } from '../engine.js';

/** References that were put, by their place in a table. */
export class ReferenceTape {
  readonly #table: EngineTable;
  readonly #end: EngineGlobal;

  /** `opaque` for references that the host cannot hold. */
  constructor(table: EngineTable, end: EngineGlobal, opaque: boolean) {
    this.#table = table;
    this.#end = end;
    // Place 0 is a null for ever, so that nulls take no room.
    this.end = Math.max(1, this.end);
    if (!opaque) this.#reserve(1);
  }

  /** Places in use. */
  get end(): number {
    return Number(this.#end.get());
  }

  set end(places: number) {
    this.#end.set(places);
  }

  get(place: number): EngineValue {
    return this.#table.get(BigInt(place));
  }

  /** The place of a reference that is put by the host. */
  put(value: EngineValue): number {
    if (value === null) return 0;
    const place = this.end;
    this.#reserve(place + 1);
    this.#table.set(BigInt(place), value);
    this.end = place + 1;
    return place;
  }

  #reserve(places: number): void {
    const { length } = this.#table;
    if (length >= BigInt(places)) return;
    const wanted = BigInt(Math.max(places, 2 * Number(length), 64)) - length;
    if (!this.#table.grow(wanted, null)) throw fault('CKPT9003', { what: `${places} references` }, 0);
  }
}
