import type { HostFunction } from '../engine.js';

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
  readonly #returned: () => void;

  /** `returned` is called when the last host frame between frames returns to WebAssembly. */
  constructor(returned: () => void) {
    this.#returned = returned;
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
      this.#between += 1;
      this.#inside = false;
      let result: unknown;
      try {
        result = func(...args);
      } finally {
        this.#between -= 1;
        this.#inside = true;
      }
      // After an exception control may come to a check that cannot tell the results of its call, so a request waits on.
      if (this.#between === 0) this.#returned();
      return result;
    };
  };

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
