import type { Checkpoint, Ref, TableAddr } from '../syntax/index.js';
import { type BaseRun, type ModuleBases, moduleMissing } from './resolve.js';

/** Entries of a table that are stored alike and have the same base; as many as that holds for. */
export interface TablePiece {
  /** The first of them. */
  readonly entry: bigint;
  readonly length: bigint;
  /** The stored reference; absent where the entries are those of the base. */
  readonly stored?: Ref;
  /** What the base holds; absent where there is none. */
  readonly base?: Ref;
}

/** The base of a table from some entry on, run by run. */
class BaseRuns {
  readonly #runs: Iterator<BaseRun>;
  #run: BaseRun = { length: 0n };

  constructor(runs: Iterable<BaseRun>) {
    this.#runs = runs[Symbol.iterator]();
  }

  /** At most `length` next entries with the same base; all of them where the base has ended. */
  take(length: bigint): BaseRun {
    while (this.#run.length === 0n) {
      const next = this.#runs.next();
      if (next.done === true) return { length };
      this.#run = next.value;
    }
    const taken = this.#run.length < length ? this.#run.length : length;
    const { ref } = this.#run;
    this.#run = { ...this.#run, length: this.#run.length - taken };
    return ref === undefined ? { length: taken } : { length: taken, ref };
  }
}

/**
 * A table and its base together, from the first entry on: as many pieces as both have runs, whatever its size.
 *
 * Throws CKPT3005 where the base takes a module that is not there.
 */
export function* tablePieces(
  checkpoint: Checkpoint,
  address: TableAddr,
  modules: ModuleBases | undefined,
): Generator<TablePiece> {
  const table = checkpoint.tables[address];
  if (table === undefined) throw new RangeError(`there is no table ${address}`);
  let runs: readonly BaseRun[] = [];
  if (table.base.kind === 'module') {
    const known = modules?.table(checkpoint, address);
    if (known === undefined) throw moduleMissing(checkpoint, table.base.instance, 'table', address);
    runs = known;
  }
  const bases = new BaseRuns(runs);
  let entry = 0n;
  for (const run of table.runs) {
    for (let left = run.length; left > 0n; ) {
      const base = bases.take(left);
      yield {
        entry,
        length: base.length,
        ...(run.kind === 'ref' ? { stored: run.ref } : {}),
        ...(base.ref === undefined ? {} : { base: base.ref }),
      };
      left -= base.length;
      entry += base.length;
    }
  }
}
