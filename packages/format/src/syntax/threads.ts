import type { ExnAddr, InstanceIdx, MemAddr, Slot, Value } from './values.js';

/** A call frame in coordinates of the original module; spec/syntax.md, Threads. */
export interface Frame {
  readonly instance: InstanceIdx;
  readonly funcidx: number;
  /** Bytes from the first byte of the function body (its local declarations) to an instruction. */
  readonly offset: number;
  /** Parameters, then declared locals. */
  readonly locals: readonly Slot[];
  /** The whole operand stack, bottom first; without arguments and results of a pending call. */
  readonly operands: readonly Value[];
  /** Exceptions of the open legacy catch blocks, outermost first. */
  readonly caught: readonly ExnAddr[];
}

/** Runnable, or blocked in `memory.atomic.wait`: `timeout` is -1 or the nanoseconds left, `ticket` the place in the queue. */
export type ThreadStatus =
  | { readonly kind: 'runnable' }
  | {
      readonly kind: 'waiting';
      readonly memory: MemAddr;
      readonly address: bigint;
      readonly timeout: bigint;
      readonly ticket: number;
    };

export interface Thread {
  /** What the host calls the thread; without meaning here. */
  readonly label: string;
  readonly status: ThreadStatus;
  /** Innermost first; at least one. */
  readonly frames: readonly Frame[];
}
