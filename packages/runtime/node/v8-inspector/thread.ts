import type { Checkpoint } from '@wasm-checkpoint/format';
import { nodeScan, nodeSha256 } from '@wasm-checkpoint/format/node';
import {
  type BuildOptions,
  breakOffset,
  buildCheckpoint,
  converse,
  Debuggee,
  type DebuggerSession,
  type Events,
  type Exchange,
  type HostStateSource,
  makeRecorder,
  type PausedEvent,
  type Recorder,
  type Roots,
  type Step,
  type Stopped,
  type StoppedPlace,
  settle,
  stepCommand,
  stepToSafepoint,
} from '@wasm-checkpoint/runtime';
import type { Module } from '@wasm-checkpoint/wasm';
import { Interrupter } from './interrupter.js';
import { type DescribeObject, localEnvironment, objectIdOf } from './realm.js';
import { openSession } from './session.js';

export interface ThreadInspectorOptions {
  /** What the host calls the thread; empty by default. */
  readonly label?: string;
  /** What the thread can reach, by default. */
  readonly roots?: Roots;
  /** How an object of the host that the program refers to is obtained again; none can be by default. */
  readonly describe?: DescribeObject;
  /** The descriptors of host state, in the order of restoring; those that `describe` names are among them. */
  readonly hostStates?: readonly HostStateSource[];
}

/** A program of this thread, stopped. Only while its listener runs can it be captured. */
export interface Stop {
  /** Of the innermost frame. */
  readonly place: StoppedPlace;
  /** The number of frames of WebAssembly. */
  readonly depth: number;
  /** The checkpoint; errors CKPT4010 to CKPT4018. */
  capture(options?: BuildOptions): Checkpoint;
}

export type StopListener = (stop: Stop) => void;

/** What the next pauses are for. */
type Task =
  | { readonly kind: 'call'; readonly options: BuildOptions; result?: Checkpoint; error?: unknown }
  | {
      readonly kind: 'seek';
      readonly anyPoint: boolean;
      readonly listener: (stop: Stop | undefined) => void;
      asked: boolean;
    };

/**
 * Captures unmodified programs of the thread it is made in, through the inspector of V8.
 *
 * It has to be opened before the modules are compiled. While it is open, V8 runs them by code made for debugging.
 */
export class ThreadInspector {
  readonly #session: DebuggerSession;
  readonly #options: ThreadInspectorOptions;
  readonly #recorder: Recorder;
  readonly #debuggee: Debuggee;
  /** Who wants to know of a breakpoint, by its id. */
  readonly #breakpoints = new Map<string, Set<StopListener>>();
  #task: Task | undefined;
  #interrupter: Interrupter | undefined;
  #watching = false;

  private constructor(options: ThreadInspectorOptions) {
    this.#options = options;
    this.#session = openSession();
    this.#recorder = makeRecorder(globalThis);
    const recorderId = objectIdOf(this.#session, this.#recorder);
    this.#debuggee = new Debuggee(localEnvironment(this.#recorder, recorderId, options.describe));
    this.#session.listen((method, params) => this.#event(method, params));
    this.#session.post('Debugger.enable', {});
    this.#watching = true;
  }

  /** Connects to the debugger of this thread and watches what is instantiated from now on. */
  static open(options: ThreadInspectorOptions = {}): ThreadInspector {
    return new ThreadInspector(options);
  }

  /** The modules that were compiled in this thread since it was opened, and are known to the debugger. */
  modules(): readonly Module[] {
    return Array.from(this.#debuggee.scripts.ids, (scriptId) => this.#run(this.#debuggee.scripts.module(scriptId)));
  }

  /**
   * For a function of the host that has done nothing yet: the state in front of its call, which will be issued again.
   *
   * `args` are what the function was called with. Errors: CKPT4010 to CKPT4018. Clause exec-safepoint-call.
   */
  captureCall(args: readonly unknown[], options: BuildOptions = {}): Checkpoint {
    const task: Task = { kind: 'call', options };
    this.#begin(task);
    try {
      this.#recorder.given = args;
      this.#pause();
    } finally {
      this.#task = undefined;
      this.#activate();
    }
    if (task.error !== undefined) throw task.error;
    if (task.result === undefined) throw new Error('the debugger did not stop');
    return task.result;
  }

  /** For a function of the host: the listener is called as soon as control is back in the module. */
  afterCall(listener: StopListener): void {
    this.#begin({
      kind: 'seek',
      anyPoint: false,
      asked: true,
      listener: (stop) => stop !== undefined && listener(stop),
    });
    this.#pause();
  }

  /** Calls the listener each time the thread stops in front of the instruction at a body offset. */
  breakAt(module: Module, funcidx: number, offset: number, listener: StopListener): { remove(): void } {
    const at = breakOffset({ module, funcidx, offset });
    if (at === undefined) throw new RangeError(`V8 cannot stop at ${offset} of function ${funcidx} alone`);
    this.#run(this.#debuggee.checkStoppable());
    const ids = this.#scriptsOf(module).map((scriptId) => this.#run(this.#debuggee.breakpoints.at(scriptId, at)));
    if (ids.length === 0) throw new RangeError('the module was not compiled in this thread');
    const own: StopListener = (stop) => listener(stop);
    for (const id of ids) this.#breakpoints.set(id, (this.#breakpoints.get(id) ?? new Set()).add(own));
    this.#activate();
    return {
      remove: () => {
        for (const id of ids) {
          const listeners = this.#breakpoints.get(id);
          if (listeners?.delete(own) === true && listeners.size === 0) this.#breakpoints.delete(id);
        }
        this.#activate();
      },
    };
  }

  /** Resolves when interrupts will be heard; only for the main thread. */
  async prepareInterrupts(): Promise<void> {
    this.#interrupter ??= new Interrupter();
    await this.#interrupter.ready();
  }

  /**
   * Stops the thread at the first safepoint after a time, or with `anyPoint` the first instruction, and calls the
   * listener; with nothing when no module was running. `prepareInterrupts` comes first.
   */
  interruptAfter(milliseconds: number, listener: (stop: Stop | undefined) => void, anyPoint = false): void {
    if (this.#interrupter?.connected !== true) throw new Error('interrupts were not prepared');
    this.#begin({ kind: 'seek', anyPoint, asked: false, listener });
    this.#interrupter.pauseAfter(milliseconds);
  }

  /** Lets go of the debugger and of `WebAssembly`. */
  async close(): Promise<void> {
    this.#recorder.remove();
    this.#session.close();
    await this.#interrupter?.close();
  }

  #run<Result>(exchange: Exchange<Result>): Result {
    return converse(this.#session, exchange);
  }

  #begin(task: Task): void {
    this.#run(this.#debuggee.checkStoppable());
    if (this.#task !== undefined) throw new Error('another capture of this thread is in progress');
    this.#task = task;
    this.#activate();
  }

  /** Breakpoints that nobody waits at do not stop the thread. */
  #activate(): void {
    const wanted = this.#breakpoints.size > 0 || this.#task !== undefined || this.#debuggee.breakpoints.watchDrops;
    this.#run(this.#debuggee.breakpoints.activate(wanted));
  }

  #pause(): void {
    // biome-ignore lint/suspicious/noDebugger: this is how a thread stops itself in its own debugger
    debugger;
  }

  #scriptsOf(module: Module): readonly string[] {
    return Array.from(this.#debuggee.scripts.ids).filter((scriptId) => {
      const { bytes } = this.#run(this.#debuggee.scripts.module(scriptId));
      return bytes.length === module.bytes.length && Buffer.compare(bytes, module.bytes) === 0;
    });
  }

  #event(method: string, params: unknown): void {
    if (method === 'Debugger.scriptParsed') {
      const script = params as Events['Debugger.scriptParsed'];
      if (this.#debuggee.scripts.parsed(script) && this.#watching) this.#run(this.#debuggee.watch(script.scriptId));
    } else if (method === 'Debugger.paused') this.#paused(params as PausedEvent);
  }

  #paused(event: PausedEvent): void {
    // A pause that another debugger of the thread asked for is left to it.
    const own = event.hitBreakpoints?.some((id) => this.#debuggee.breakpoints.has(id)) === true;
    if (!own && this.#task === undefined && this.#interrupter === undefined) return;
    let next: Step = 'resume';
    try {
      next = this.#serve(event);
      this.#run(this.#debuggee.breakpoints.noteDrop(event));
    } catch (error) {
      // What is thrown here would be lost in the debugger.
      queueMicrotask(() => {
        throw error;
      });
    }
    // While the other thread is connecting, nobody knows which of the two is heard.
    this.#interrupter?.goOn(next);
    if (this.#interrupter?.connected !== true) this.#session.post(stepCommand[next], {});
  }

  #serve(event: PausedEvent): Step {
    const stopped = this.#run(this.#debuggee.stopped(event));
    for (const id of event.hitBreakpoints ?? []) {
      const stop = this.#stop(stopped);
      if (stop !== undefined) for (const listener of [...(this.#breakpoints.get(id) ?? [])]) listener(stop);
    }
    const task = this.#task;
    if (task?.kind === 'call') {
      try {
        task.result = this.#capture(stopped, true, task.options);
      } catch (error) {
        task.error = error;
      }
      return 'resume';
    }
    if (task === undefined || (!task.asked && (event.hitBreakpoints ?? []).length > 0)) return 'resume';
    task.asked = true;
    const step = stepToSafepoint(stopped, task.anyPoint);
    if (step !== undefined && step !== 'resume') return step;
    this.#task = undefined;
    this.#activate();
    this.#interrupter?.served();
    task.listener(step === 'resume' ? undefined : this.#stop(stopped));
    return 'resume';
  }

  #stop(stopped: Stopped): Stop | undefined {
    const { place, stack } = stopped;
    if (place === undefined) return undefined;
    return { place, depth: stack.frames.length, capture: (options = {}) => this.#capture(stopped, false, options) };
  }

  #capture(stopped: Stopped, calling: boolean, options: BuildOptions): Checkpoint {
    const { label = '', hostStates = [], roots = 'thread' } = this.#options;
    const engine = { field: 'engine', name: 'V8', version: process.versions.v8 };
    const fast = { sha256: options.sha256 ?? nodeSha256, blocks: { scan: nodeScan, ...options.blocks } };
    try {
      const state = { ...this.#run(this.#debuggee.read(stopped, { label, calling, roots })), hostStates };
      return settle(buildCheckpoint(state, { producers: [engine], ...options, ...fast }));
    } finally {
      this.#run(this.#debuggee.release());
    }
  }
}
