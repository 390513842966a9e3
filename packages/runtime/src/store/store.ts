import { type Checkpoint, fault } from '@wasm-checkpoint/format';
import { type BuildOptions, buildCheckpoint } from '../capture/index.js';
import type { Engine, EngineModule, EngineValue } from '../engine.js';
import type { Program } from '../programs/program.js';
import { holdsHostException } from '../resume/caught.js';
import { Driver, type Ending } from '../resume/driver.js';
import { takeFrames } from '../resume/unwound.js';
import { Tape } from '../tape/tape.js';
import { StoreView } from '../view/view.js';
import { type Bound, bindImports, engineValue, type Imports } from './bindings.js';
import { Boundary } from './boundary.js';
import { Exports } from './exports.js';
import { type Func, Instance } from './instance.js';
import type { CallOptions, CaptureOptions, RunOptions } from './options.js';
import { Stopping } from './stopping.js';
import { type Outcome, Thread } from './thread.js';

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
  readonly #stopping: Stopping;

  /** `recorder` is a compiled recorder, `defaults` are for captures. */
  constructor(engine: Engine, recorder: EngineModule, defaults: BuildOptions = {}) {
    this.engine = engine;
    this.#defaults = defaults;
    this.#stopping = new Stopping(this.#instances, () => this.#boundary);
    this.#boundary = new Boundary(this.#stopping);
    this.#tape = new Tape(engine, recorder);
    this.#tape.onFrame = (number, state) => this.#stopping.frame(number, state);
    this.#view = new StoreView(engine, this.#tape, () => this.#instances);
    this.#driver = new Driver(engine, this.#tape, () => this.#stopping.unwound());
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
    const instance = new Instance(program, this.#instances.length, main, this.#tape, bound);
    this.#stopping.begin(instance);
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

  /**
   * Calls a function of an instance in a thread of its own, until it ends or stops. Errors: CKPT4019 where another thread
   * stands elsewhere than at a call of the host.
   */
  call(func: Func, args: readonly EngineValue[] = [], options: CallOptions = {}): Outcome {
    this.#idle();
    this.#takeTurn();
    if (this.#threads.length === 0) this.#boundary.forgetThrown();
    this.#stopping.arm(options);
    const thread = new Thread(options.label ?? '');
    return this.#run(thread, this.#threads.length, () => this.#first(func, args));
  }

  /** Goes on with a thread that stopped or was restored, until it ends or stops again. Errors: CKPT4019, CKPT4020, CKPT4030. */
  resume(thread: Thread, options: RunOptions = {}): Outcome {
    this.#idle();
    const index = this.#place(thread);
    this.#takeTurn(thread);
    this.#remember(thread);
    wake(thread);
    this.#threads.splice(index, 1);
    this.#stopping.arm(options);
    return this.#run(thread, index, (records) => this.#driver.run(thread.stack, records));
  }

  /** Ends a thread that stands still, without running any of it. */
  forget(thread: Thread): void {
    this.#threads.splice(this.#place(thread), 1);
    thread.stack.clear();
  }

  /**
   * Asks the thread that runs, or the next that does, to stop at a safepoint: the soonest at which no host function stands
   * between its frames. Clause exec-safepoint-soon.
   */
  request(): void {
    this.#stopping.request();
  }

  /** The checkpoint of all instances and of the threads that stand still. Clause exec-capture-stop. */
  capture(options: CaptureOptions = {}): Checkpoint {
    // clause: exec-safepoint
    if (this.#boundary.busy) throw fault('CKPT4017', { what: 'a thread is running' }, 0);
    for (const thread of this.#threads) if (thread.waiting?.result !== undefined) wake(thread);
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
    this.#stopping.satisfied();
    this.#threads.push(...fill(this.#tape));
  }

  #idle(): void {
    if (this.#boundary.busy) throw new RangeError('a host function can call exports only; no thread of its own');
  }

  /** Sees to it that the exception of the host that a legacy handler may throw again is at hand. Clause inst-caught-host. */
  #remember({ stack }: Thread): void {
    if (!holdsHostException(stack)) return;
    const { thrown } = this.#boundary;
    // Other instances may have thrown what one does not know.
    if (typeof thrown === 'string' || this.#instances.length > 1)
      throw fault('CKPT4030', { what: 'a legacy handler', reason: 'it is not known which exception it has caught' }, 0);
    this.#tape.onRaiseCaught = () => {
      throw thrown.error;
    };
  }

  #place(thread: Thread): number {
    const index = this.#threads.indexOf(thread);
    if (index < 0) throw new RangeError('the thread is not one that stands still in this store');
    return index;
  }

  /** Threads of one agent change over only where one calls the host. */
  #takeTurn(next?: Thread): void {
    for (const thread of this.#threads) {
      // clause: exec-resume-parallel
      if (thread !== next && !thread.atHost && thread.waiting === undefined)
        throw fault('CKPT4019', { thread: thread.label }, 0);
    }
  }

  /** Calls a function for the first time. */
  #first({ instance, funcidx }: Func, args: readonly EngineValue[]): Ending {
    const { results } = instance.functype(funcidx);
    try {
      const values = instance.callable(funcidx).call(args.map(engineValue), results.length);
      return this.#stopping.unwound() ? { kind: 'unwound' } : { kind: 'returned', values };
    } catch (error) {
      return this.engine.ending(error) === 'trap' ? { kind: 'trapped', error } : { kind: 'threw', exception: error };
    }
  }

  /** Lets a thread run until it ends or stops. */
  #run(thread: Thread, index: number, run: (records: number) => Ending): Outcome {
    const ending = this.#boundary.enter(() => this.#running(thread, run));
    const { label } = thread;
    if (ending.kind !== 'unwound') return { label, ...ending };
    this.#stopping.satisfied();
    this.#threads.splice(index, 0, thread);
    return { label, kind: 'stopped', thread };
  }

  /** Runs a thread with its records on the tape; where it unwinds, its frames are taken from there. */
  #running(thread: Thread, run: (records: number) => Ending): Ending {
    const { stack } = thread;
    const { cell, leave } = this.#tape.enter(stack.bytes);
    try {
      const ending = run(cell);
      if (ending.kind !== 'unwound') {
        this.#stopping.calm();
        stack.clear();
        return ending;
      }
      const released = stack.detach();
      const below = stack.frames.length;
      thread.atHost = takeFrames(this.#tape, this.#instances, stack);
      stack.keep(this.#tape.keepReferences(), below);
      for (const region of released) region.free();
      return ending;
    } finally {
      leave();
    }
  }

  /** A call that is not stopped: where something makes it unwind all the same, it goes on at once. */
  #through(func: Func, args: readonly EngineValue[]): readonly EngineValue[] {
    this.#takeTurn();
    const thread = new Thread('');
    if (!this.#boundary.busy) this.#stopping.left();
    const run = (how: (records: number) => Ending): Ending => {
      this.#stopping.calm();
      return this.#boundary.enterBelow(() => this.#running(thread, how));
    };
    let ending = run(() => this.#first(func, args));
    while (ending.kind === 'unwound') {
      this.#stopping.request();
      ending = run((records) => this.#driver.run(thread.stack, records));
    }
    if (ending.kind === 'returned') return ending.values;
    throw ending.kind === 'threw' ? ending.exception : ending.error;
  }
}

/** Gives a thread that waited what its `wait` has come to; CKPT4020 where it still waits. */
function wake(thread: Thread): void {
  const { waiting, stack } = thread;
  const frame = stack.innermost;
  if (waiting === undefined || frame === undefined) return;
  // clause: exec-resume-wait
  if (waiting.result === undefined) throw fault('CKPT4020', { thread: thread.label }, 0);
  const operand = frame.place.operands.at(-1);
  if (operand !== undefined) stack.views.i32[2 * (frame.cell + operand.cell)] = waiting.result;
  thread.waiting = undefined;
}
