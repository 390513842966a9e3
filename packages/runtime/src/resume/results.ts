import type { EngineValue } from '../engine.js';
import { type CellType, cellsOf, engineNumber, isRefCell, readNumber } from '../tape/cells.js';
import type { Tape } from '../tape/tape.js';

/** The results that the last continuation has left, as the engine would have returned them. */
export function readResults(tape: Tape, types: readonly CellType[]): readonly EngineValue[] {
  let cell = 0;
  return types.map((type) => {
    const at = cell;
    cell += cellsOf(type);
    if (isRefCell(type)) return tape.references(type).get((tape.views.i32[2 * at] ?? 0) >>> 0);
    return engineNumber(readNumber(tape.views, at, type));
  });
}
