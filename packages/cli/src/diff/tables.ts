import { type Checkpoint, sameRef, type Table, type TableRun } from '@wasm-checkpoint/format';
import { count, smaller } from '../text/quantity.js';
import type { FunctionName } from '../text/value.js';
import { partText, type StructureComparison } from './structure.js';

const sameEntry = (a: TableRun, b: TableRun): boolean =>
  a.kind === 'base' ? b.kind === 'base' : b.kind === 'ref' && sameRef(a.ref, b.ref);

/** Compares tables entry by entry, without unrolling their runs; entries that are those of the base are told as such. */
export function compareTables(a: Checkpoint, b: Checkpoint, nameOf: FunctionName, into: StructureComparison): void {
  for (let index = 0; index < Math.max(a.tables.length, b.tables.length); index++) {
    const [left, right] = [a.tables[index], b.tables[index]];
    const path = `tables[${index}]`;
    if (left === undefined || right === undefined) {
      const text = (table: Table | undefined): string | undefined =>
        table === undefined ? undefined : count(table.type.limits.min, 'entry', 'entries');
      into.add(path, text(left), text(right));
      continue;
    }
    into.compare(`${path}.type`, left.type, right.type);
    into.compare(`${path}.base`, left.base, right.base);
    compareRuns(path, left.runs, right.runs, nameOf, into);
  }
}

function compareRuns(
  path: string,
  a: readonly TableRun[],
  b: readonly TableRun[],
  nameOf: FunctionName,
  into: StructureComparison,
): void {
  const text = (run: TableRun): string => (run.kind === 'base' ? 'as in the base' : partText(run.ref, nameOf));
  const [left, right] = [[...a], [...b]];
  for (let entry = 0n; left[0] !== undefined && right[0] !== undefined; ) {
    const length = smaller(left[0].length, right[0].length);
    const place = length === 1n ? `${entry}` : `${entry}-${entry + length - 1n}`;
    if (!sameEntry(left[0], right[0])) into.add(`${path}[${place}]`, text(left[0]), text(right[0]));
    entry += length;
    for (const side of [left, right]) {
      const [run] = side;
      if (run === undefined) continue;
      if (run.length === length) side.shift();
      else side[0] = { ...run, length: run.length - length };
    }
  }
}
