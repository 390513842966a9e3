import type { CompareOptions } from './harness.js';

/** A measured number. */
export interface Figure {
  /** Stable, as goals name it: `target/what`. */
  readonly name: string;
  readonly value: number;
  /** `x` for a ratio, otherwise a unit such as `MB/s`, `ms`, `bytes`. */
  readonly unit: string;
  /** One phrase on what was measured against what. */
  readonly detail: string;
}

export interface BenchContext {
  /** Rounds and warm-ups as the options of the run ask for them; to be passed to `compare`. */
  readonly compare: Partial<CompareOptions>;
  /** Says how far the target has come; shown on a terminal only. */
  show(text: string): void;
}

/** One file below `targets/`, registered in `targets.ts`. */
export interface BenchTarget {
  readonly name: string;
  readonly help: string;
  run(context: BenchContext): Promise<Figure[]>;
}
