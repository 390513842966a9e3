import type { HostFunction } from '../engine.js';

/** Is told when control goes from WebAssembly to the host, with no other frame of the host below, and back. */
export interface Crossing {
  left(): void;
  /** `returned` is false for a function of the host that has thrown. */
  entered(returned: boolean): void;
}

/** Exceptions that host functions have thrown: none, one, or more than can be told apart later. */
export type HostExceptions = 'none' | 'several' | { readonly error: unknown };

/**
 * Who has control: the host, or WebAssembly that the host has called through the store.
 *
 * Between two frames of WebAssembly there may be some of the host. Nothing below those can be captured, so a request waits
 * until the last of them has returned. Clause exec-safepoint.
 */
export class Boundary {
  /** Frames of the host between frames of WebAssembly. */
  #between = 0;
  #inside = false;
  #thrown: HostExceptions = 'none';
  readonly #crossing: Crossing;

  constructor(crossing: Crossing) {
    this.#crossing = crossing;
  }

  /** Whether frames of the host stand between frames of WebAssembly, or will when a host function in progress calls back. */
  get hostBetween(): boolean {
    return this.#between > 0;
  }

  /** Whether WebAssembly has control. */
  get inside(): boolean {
    return this.#inside;
  }

  /** Whether any call into WebAssembly is in progress. */
  get busy(): boolean {
    return this.#inside || this.#between > 0;
  }

  /** A function of the host as WebAssembly calls it. */
  readonly around = (func: HostFunction): HostFunction => {
    return (...args) => {
      // False where the host has called into an instance without the store.
      const inside = this.#inside;
      this.#inside = false;
      this.#between += 1;
      if (this.#between === 1) this.#crossing.left();
      let returned = false;
      try {
        const result = func(...args);
        returned = true;
        return result;
      } catch (error) {
        this.#throws(error);
        throw error;
      } finally {
        this.#between -= 1;
        this.#inside = inside;
        if (this.#between === 0) this.#crossing.entered(returned);
      }
    };
  };

  /** What host functions have thrown since it was forgotten, if that was never more than one exception. */
  get thrown(): HostExceptions {
    return this.#thrown;
  }

  forgetThrown(): void {
    this.#thrown = 'none';
  }

  #throws(error: unknown): void {
    const known = this.#thrown;
    if (known === 'none') this.#thrown = { error };
    else if (known !== 'several' && known.error !== error) this.#thrown = 'several';
  }

  /** Runs what calls WebAssembly. */
  enter<Result>(call: () => Result): Result {
    const outer = this.#inside;
    this.#inside = true;
    try {
      return call();
    } finally {
      this.#inside = outer;
    }
  }

  /** Runs what calls WebAssembly as a host function would, so that nothing in it is captured. */
  enterBelow<Result>(call: () => Result): Result {
    this.#between += 1;
    try {
      return this.enter(call);
    } finally {
      this.#between -= 1;
    }
  }
}
