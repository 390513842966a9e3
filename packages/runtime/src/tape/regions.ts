import type { Hierarchy } from '@wasm-checkpoint/format';
import type { ReferenceTape } from './references.js';

/** A part of the tables of references that is in use until it is freed. */
export interface Region {
  free(): void;
}

/** Which parts of the tables of references are in use: everything up to the end of the last region. */
export class Regions {
  readonly #tapes: ReadonlyMap<Hierarchy, ReferenceTape>;
  readonly #ends = new Map<Region, ReadonlyMap<Hierarchy, number>>();

  constructor(tapes: ReadonlyMap<Hierarchy, ReferenceTape>) {
    this.#tapes = tapes;
  }

  /** Keeps all that was put up to now. */
  take(): Region {
    const region: Region = { free: () => this.#free(region) };
    this.#ends.set(region, new Map([...this.#tapes].map(([hierarchy, tape]) => [hierarchy, tape.end])));
    return region;
  }

  #free(region: Region): void {
    if (!this.#ends.delete(region)) return;
    for (const [hierarchy, tape] of this.#tapes) {
      let end = 1;
      for (const ends of this.#ends.values()) end = Math.max(end, ends.get(hierarchy) ?? 1);
      if (end < tape.end) tape.end = end;
    }
  }
}
