/** A run of bytes that went from one body to another unchanged, or the start of an instruction that changed (`size` 1). */
export interface OffsetRun {
  readonly from: number;
  readonly to: number;
  readonly size: number;
}

/** Among runs in ascending order of `key`, the last that starts at or below the offset. */
function lastAtMost(runs: readonly OffsetRun[], offset: number, key: 'from' | 'to'): OffsetRun | undefined {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.[key] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return runs[low - 1];
}

/** The runs by old offset, or undefined when some part of the old body was copied more than once. */
function sortedByFrom(runs: readonly OffsetRun[]): readonly OffsetRun[] | undefined {
  const sorted = [...runs].sort((one, other) => one.from - other.from);
  let end = 0;
  for (const { from, size } of sorted) {
    if (from < end) return undefined;
    end = from + size;
  }
  return sorted;
}

/**
 * Where the instructions of a body are after it was rewritten; offsets on both sides are body offsets.
 *
 * Exact at instruction boundaries, which is what coordinates are made of. Look-ups are logarithmic in the number of runs;
 * that of a new offset is linear where parts of the old body were copied more than once.
 */
export class OffsetMap {
  /** In the order of the new body. */
  readonly runs: readonly OffsetRun[];
  #forward: { readonly sorted: readonly OffsetRun[] | undefined } | undefined;

  constructor(runs: readonly OffsetRun[]) {
    this.runs = runs;
  }

  /** The map of a body of `size` bytes that did not change; its end is an offset too. */
  static identity(size: number): OffsetMap {
    return new OffsetMap([{ from: 0, to: 0, size: size + 1 }]);
  }

  /** The new offset of an old one, that of the first copy when there are several; undefined when it is not in the new body. */
  toNew(offset: number): number | undefined {
    this.#forward ??= { sorted: sortedByFrom(this.runs) };
    const { sorted } = this.#forward;
    const run =
      sorted === undefined
        ? this.runs.find(({ from, size }) => from <= offset && offset < from + size)
        : lastAtMost(sorted, offset, 'from');
    return run !== undefined && offset < run.from + run.size ? run.to + (offset - run.from) : undefined;
  }

  /** The old offset of a new one; undefined for what was added. */
  toOld(offset: number): number | undefined {
    const run = lastAtMost(this.runs, offset, 'to');
    return run !== undefined && offset < run.to + run.size ? run.from + (offset - run.to) : undefined;
  }
}

/** Collects the runs of a body while it is written. */
export class OffsetMapBuilder {
  readonly #runs: { from: number; to: number; size: number }[] = [];

  /** Says that `size` bytes from old offset `from` now stand at `to`; adjoining runs become one. */
  add(from: number, to: number, size: number): void {
    const last = this.#runs.at(-1);
    if (last !== undefined && last.from + last.size === from && last.to + last.size === to) last.size += size;
    else this.#runs.push({ from, to, size });
  }

  finish(): OffsetMap {
    return new OffsetMap(this.#runs);
  }
}
