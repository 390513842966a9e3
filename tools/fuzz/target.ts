/** A fuzzer at work: each call of `run` is one execution. */
export interface Fuzzer {
  /** Makes one input and tries it; throws on a finding, whatever is thrown. */
  run(): void | Promise<void>;
}

/** One file below `targets/`, registered in `targets.ts`. */
export interface FuzzTarget {
  readonly name: string;
  readonly help: string;
  /** What is slow to prepare and the same for every seed; called once. */
  prepare?(): Promise<void>;
  /**
   * A fuzzer whose inputs follow from the seed alone. Called once for each block of executions, so that a finding can be
   * had again without all the blocks before it; has to be quick.
   */
  create(seed: number): Fuzzer;
  /** Called once at the end; gives figures for people, a line each. */
  finish?(): Promise<readonly string[]>;
}

/** Executions between two new seeds. */
export const blockSize = 1000;
