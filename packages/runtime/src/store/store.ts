import { type Checkpoint, fault } from '@wasm-checkpoint/format';
import { type BuildOptions, buildCheckpoint } from '../capture/index.js';
import type { Engine, EngineModule, EngineValue } from '../engine.js';
import type { Program } from '../programs/program.js';
import { Driver, type Ending } from '../resume/driver.js';
import { takeFrames } from '../resume/unwound.js';
import { Tape } from '../tape/tape.js';
import { type HostView, StoreView } from '../view/view.js';
import { type Bound, bindImports, type FuncBinding, type Imports } from './bindings.js';
import { Boundary } from './boundary.js';
import { Exports } from './exports.js';
import { type Func, Instance } from './instance.js';
import { type Outcome, Thread } from './thread.js';

/** `fuel` when nobody counts: polls that take hours. */
const PLENTY = 0x7fff_ffff;
const UNWINDING = 2;

/** How a call or a resumption is made. */
export interface RunOptions {
  /** Stops at the first poll after this many; only for programs that were instrumented with `poll: 'fuel'`. */
  readonly fuel?: number;
}

export interface CallOptions extends RunOptions {
  /** What the thread is called; the empty name by default. */
  readonly label?: string;
}

/** What goes into a checkpoint besides the store, and how. */
export interface CaptureOptions extends BuildOptions, HostView {}

/**
 * Instances that are linked to each other, and the threads that stand still in them.
 *
 * A thread runs until it ends or stops at a safepoint, because `request` was called or its fuel was used up. While it stands,
 * `capture` makes a checkpoint of everything, and `resume` goes on with it.
 */
export class Store {
  readonly engine: Engine;
  readonly #tape: Tape;
  readonly #instances: Instance[] = [];
  readonly #exports = new WeakMap<Instance, Exports>();
  readonly #threads: Thread[] = [];
  readonly #driver: Driver;
  readonly #defaults: BuildOptions;
  readonly #view: StoreView;
  readonly #boundary: Boundary;
  #requested = false;
  #unwinding = false;

  /** `recorder` is a compiled recorder, `defaults` are for captures. */
  constructor(engine: Engine, recorder: EngineModule, defaults: BuildOptions = {}) {
    this.engine = engine;
    this.#defaults = defaults;
    this.#boundary = new Boundary(() => {
      if (this.#requested) this.#ask();
    });
    this.#tape = new Tape(engine, recorder);
    this.#tape.onFrame = (number, state) => this.#frame(number, state);
    this.#view = new StoreView(engine, this.#tape, () => this.#instances);
    this.#driver = new Driver(engine, this.#tape, () => this.#hasUnwound());
  }

  /** In the order of instantiation. */
  get instances(): readonly Instance[] {
    return this.#instances;
  }

  /** The threads that stand still, in the order of their creation. */
  get threads(): readonly Thread[] {
    return this.#threads;
  }

  /**
   * An instance of a program. Its start function has not run; `call(instance.start)` has to be the first call, where there is
   * one.
   *
   * Errors: CKPT3151 and CKPT3153 for what the host does not offer; `EngineRefusal`; what the engine throws when an active
   * segment does not fit.
   */
  instantiate(program: Program, imports: Imports = {}): Instance {
    return this.link(program, bindImports(program, imports, this.#boundary.around));
  }

  /** The same with one thing for each import, in order. */
  link(program: Program, bound: readonly Bound[]): Instance {
    const given = program.imports.map(({ name }, index) => bound[index]?.given ?? this.#tape.import(name));
    const main = this.engine.instantiate(program.main, given);
    const funcs = bound.flatMap(({ func }): readonly FuncBinding[] => (func === undefined ? [] : [func]));
    const instance = new Instance(program, this.#instances.length, main, this.#tape, funcs);
    instance.fuel = PLENTY;
    this.#instances.push(instance);
    return instance;
  }

  /** Puts the boundary of the store around a function of the host, for `link`. */
  get boundary(): Boundary['around'] {
    return this.#boundary.around;
  }

  /**
   * The exports of an instance as the host's own objects. Its functions run to their end, whatever is requested meanwhile:
   * they are for the host's own purposes, and for calls from host functions.
   */
  exports(instance: Instance): Readonly<Record<string, unknown>> {
    let exports = this.#exports.get(instance);
    if (exports === undefined) {
      exports = new Exports(instance, (func, args) => this.#through(func, args));
      this.#exports.set(instance, exports);
    }
    return exports.members;
  }

  /** Calls a function of an instance in a thread of its own, until it ends or stops. */
  call(func: Func, args: readonly EngineValue[] = [], options: CallOptions = {}): Outcome {
    this.#idle();
    const thread = new Thread(options.label ?? '');
    const { results } = func.instance.functype(func.funcidx);
    this.#arm(options);
    return this.#finish(thread, () => this.#first(func, args, results.length));
  }

  /** Goes on with a thread that stopped or was restored, until it ends or stops again. Clause exec-resume-innermost. */
  resume(thread: Thread, options: RunOptions = {}): Outcome {
    this.#idle();
    const index = this.#threads.indexOf(thread);
    if (index < 0) throw new RangeError('the thread is not one that stands still in this store');
    this.#threads.splice(index, 1);
    this.#arm(options);
    return this.#finish(thread, () => this.#driver.run(thread.stack), index);
  }

  /** Ends a thread that stands still, without running any of it. */
  forget(thread: Thread): void {
    const index = this.#threads.indexOf(thread);
    if (index < 0) throw new RangeError('the thread is not one that stands still in this store');
    this.#threads.splice(index, 1);
    thread.stack.clear();
  }

  /**
   * Asks the thread that runs, or the next that does, to stop at a safepoint: the soonest at which no host function stands
   * between its frames. Clause exec-safepoint-soon.
   */
  request(): void {
    this.#requested = true;
    // Called while WebAssembly runs: by a debugger, or whoever else can interrupt it.
    if (this.#boundary.inside && !this.#boundary.hostBetween) for (const each of this.#instances) each.request(true);
  }

  /** The checkpoint of all instances and of the threads that stand still. Clause exec-capture-stop. */
  capture(options: CaptureOptions = {}): Checkpoint {
    // clause: exec-safepoint
    if (this.#boundary.busy) throw fault('CKPT4017', { what: 'a thread is running' }, 0);
    return buildCheckpoint(this.#view.program(this.#threads, options), { ...this.#defaults, ...options });
  }

  /** Whether a call into an instance is in progress. */
  get busy(): boolean {
    return this.#boundary.busy;
  }

  /** For who restores: sets contents by the tape, and replaces the threads by those that `fill` returns. */
  refill(fill: (tape: Tape) => readonly Thread[]): void {
    this.#idle();
    for (const thread of this.#threads.splice(0)) thread.stack.clear();
    this.#requested = false;
    this.#threads.push(...fill(this.#tape));
  }

  #idle(): void {
    if (this.#boundary.busy) throw new RangeError('a host function can call exports only; no thread of its own');
  }

  /** A frame begins: the first one of an unwinding tells the other instances. */
  #frame(number: number, state: number): void {
    if (!this.#boundary.inside) {
      throw new RangeError('the host has called a function of an instance other than through its exports');
    }
    if (state === UNWINDING) return;
    this.#unwinding = true;
    for (const instance of this.#instances) if (instance.number !== number) instance.state.set(UNWINDING);
  }

  /** Whether the stack has unwound; ends the unwinding. Clause inst-unwound. */
  #hasUnwound(): boolean {
    if (!this.#unwinding) return false;
    this.#unwinding = false;
    this.#calm();
    return true;
  }

  /** Takes back what makes instances stop. */
  #calm(): void {
    for (const instance of this.#instances) {
      instance.state.set(0);
      instance.request(false);
    }
  }

  /** Tells the instances that a host function returns to that a capture is wanted. Clause inst-request. */
  #ask(): void {
    for (const instance of this.#instances) instance.state.set(1);
  }

  /** What is in force before control goes into the instances. */
  #arm({ fuel }: RunOptions): void {
    for (const instance of this.#instances) {
      instance.fuel = this.#requested ? 0 : (fuel ?? PLENTY);
      instance.request(this.#requested);
    }
  }

  #first({ instance, funcidx }: Func, args: readonly EngineValue[], results: number): Ending {
    this.#tape.load(new Uint8Array(0));
    try {
      const values = instance.callable(funcidx).call(args, results);
      return this.#hasUnwound() ? { kind: 'unwound' } : { kind: 'returned', values };
    } catch (error) {
      return this.engine.ending(error) === 'trap' ? { kind: 'trapped', error } : { kind: 'threw', exception: error };
    }
  }

  #finish(thread: Thread, run: () => Ending, index = this.#threads.length): Outcome {
    const ending = this.#boundary.enter(run);
    if (ending.kind !== 'unwound') {
      this.#unwinding = false;
      this.#calm();
      thread.stack.clear();
      return { label: thread.label, ...ending };
    }
    this.#takeFrames(thread);
    this.#requested = false;
    this.#threads.splice(index, 0, thread);
    return { label: thread.label, kind: 'stopped', thread };
  }

  #takeFrames({ stack }: Thread): void {
    const below = stack.frames.length;
    takeFrames(this.#tape, this.#instances, stack);
    stack.keep(this.#tape.keepReferences(), below);
  }

  /** A call that ends before anything is captured. */
  #through(func: Func, args: readonly EngineValue[]): readonly EngineValue[] {
    const { results } = func.instance.functype(func.funcidx);
    const fuel = this.#instances.map((instance) => instance.fuel);
    for (const instance of this.#instances) {
      instance.fuel = PLENTY;
      instance.request(false);
      instance.state.set(0);
    }
    try {
      return this.#boundary.enterBelow(() => func.instance.callable(func.funcidx).call(args, results.length));
    } finally {
      this.#instances.forEach((instance, number) => {
        instance.fuel = fuel[number] ?? PLENTY;
      });
    }
  }
}
