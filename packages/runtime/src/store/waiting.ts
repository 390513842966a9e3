import type { Engine, EngineMemory } from '../engine.js';

/** What `memory.atomic.wait` gives for a thread that was notified, and for one whose time is over. */
const NOTIFIED = 0;
const TIMED_OUT = 2;

/** Where a thread waits, and how long still. */
export interface WaitPlace {
  readonly memory: EngineMemory;
  /** A multiple of `size`. */
  readonly address: bigint;
  /** Bytes that the `wait` has compared. */
  readonly size: 4 | 8;
  /** Nanoseconds, or -1. */
  readonly timeout: bigint;
}

const NANOSECONDS = 1e6;
let next = 0;

/** A wait in progress, in the queue of its memory. Clause exec-resume-wait. */
export class Waiting {
  /** Ascending in the order in which waits began. */
  readonly number = next++;
  readonly place: WaitPlace;
  /** Resolves when the thread can go on. */
  readonly over: Promise<void>;
  readonly #began = Date.now();
  #result: number | undefined;

  /** Puts a waiter at the end of the queue. */
  constructor(wait: NonNullable<Engine['wait']>, place: WaitPlace) {
    this.place = place;
    this.over = wait(place.memory, place.address, place.size, place.timeout).then((notified) => {
      this.#result = notified ? NOTIFIED : TIMED_OUT;
    });
  }

  /** What the `wait` gives; undefined as long as it waits. */
  get result(): number | undefined {
    return this.#result;
  }

  /** Nanoseconds that are left, or -1. */
  get left(): bigint {
    const { timeout } = this.place;
    if (timeout < 0n) return -1n;
    const left = timeout - BigInt((Date.now() - this.#began) * NANOSECONDS);
    return left > 0n ? left : 0n;
  }
}
