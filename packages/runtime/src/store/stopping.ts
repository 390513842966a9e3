import type { Boundary } from './boundary.js';
import type { Instance } from './instance.js';
import type { RunOptions } from './options.js';

/** `fuel` when nobody counts: polls that take hours. */
const PLENTY = 0x7fff_ffff;
/** Values of `state`. */
const RUNNING = 0;
const ASKED = 1;
const UNWINDING = 2;

/** What makes the instances of a store stop: requests and fuel. Clauses inst-request, inst-unwound. */
export class Stopping {
  readonly #instances: readonly Instance[];
  readonly #boundary: () => Boundary;
  #requested = false;
  #unwinding = false;
  /** Whether something makes polls stop. */
  #armed = false;
  /** Polls that the instances had left when control went to the host. */
  #fuel: readonly (number | undefined)[] = [];

  /** `instances` grow. */
  constructor(instances: readonly Instance[], boundary: () => Boundary) {
    this.#instances = instances;
    this.#boundary = boundary;
  }

  /** Whether a thread has been asked to stop and has not yet. */
  get requested(): boolean {
    return this.#requested;
  }

  request(): void {
    this.#requested = true;
    const { inside, hostBetween } = this.#boundary();
    // Called while WebAssembly runs: by a debugger, or whoever else can interrupt it.
    if (!inside || hostBetween) return;
    this.#armed = true;
    for (const instance of this.#instances) instance.request(true);
  }

  /** A thread has stopped, or nobody wants one to any more. */
  satisfied(): void {
    this.#requested = false;
  }

  /** What is in force before control goes into the instances. */
  arm({ fuel }: RunOptions): void {
    this.#armed = this.#requested || fuel !== undefined;
    for (const instance of this.#instances) {
      instance.fuel = this.#requested ? 0 : (fuel ?? PLENTY);
      instance.request(this.#requested);
    }
  }

  /** An instance is new. */
  begin(instance: Instance): void {
    instance.fuel = PLENTY;
  }

  /** Control has gone to the host, which may call back: nothing stops meanwhile. */
  left(): void {
    if (!this.#armed) return;
    this.#fuel = this.#instances.map((instance) => instance.fuel);
    for (const instance of this.#instances) {
      instance.fuel = PLENTY;
      instance.request(false);
    }
  }

  /**
   * Control comes back. A request is made now, to the call that returns; after an exception by polls alone, since control may come
   * to a check that cannot tell the results of its call.
   */
  entered(returned: boolean): void {
    if (this.#armed) {
      this.#instances.forEach((instance, number) => {
        const polls = this.#fuel[number];
        if (polls !== undefined) instance.fuel = polls;
      });
    }
    if (!this.#requested) return;
    this.#armed = true;
    for (const instance of this.#instances) {
      if (returned) instance.state.set(ASKED);
      else {
        instance.request(true);
        instance.fuel = 0;
      }
    }
  }

  /** A frame begins: the first one of an unwinding tells the other instances. */
  frame(number: number, state: number): void {
    if (!this.#boundary().inside) {
      throw new RangeError('the host has called a function of an instance other than through its exports');
    }
    if (state === UNWINDING) return;
    this.#unwinding = true;
    for (const instance of this.#instances) if (instance.number !== number) instance.state.set(UNWINDING);
  }

  /** Whether the stack has unwound; ends the unwinding. */
  unwound(): boolean {
    if (!this.#unwinding) return false;
    this.calm();
    for (const instance of this.#instances) instance.calm();
    return true;
  }

  /** Takes back what makes instances stop, but for signals of others. */
  calm(): void {
    this.#unwinding = false;
    for (const instance of this.#instances) {
      instance.state.set(RUNNING);
      instance.request(false);
    }
  }
}
