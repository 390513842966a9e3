import type { ValueState } from '../capture/index.js';
import { type CellType, type CellViews, isRefCell, readNumber } from '../tape/cells.js';
import type { Tape } from '../tape/tape.js';
import type { ObjectView } from './objects.js';
import type { ReferenceView } from './references.js';

/** Reads values from cells, of records and of what was put. */
export class CellReader {
  readonly #tape: Tape;
  readonly #references: ReferenceView;
  readonly #objects: ObjectView;

  constructor(tape: Tape, references: ReferenceView, objects: ObjectView) {
    this.#tape = tape;
    this.#references = references;
    this.#objects = objects;
  }

  read(views: CellViews, cell: number, type: CellType): ValueState {
    if (!isRefCell(type)) return readNumber(views, cell, type);
    const place = (views.i32[2 * cell] ?? 0) >>> 0;
    if (place === 0) return this.#references.state(type, null);
    if (type === 'exn') return this.#objects.exception(place);
    return this.#references.state(type, this.#tape.references(type).get(place));
  }

  /** A cell of what was put. */
  put(cell: number, type: CellType): ValueState {
    return this.read(this.#tape.views, cell, type);
  }
}
