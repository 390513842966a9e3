import type { Checkpoint } from '@wasm-checkpoint/format';
import type { Module } from '@wasm-checkpoint/wasm';
import { type BuildOptions, buildCheckpoint, type HostStateSource } from '../../capture/index.js';
import { Debuggee, type Roots, type Stopped } from './debuggee.js';
import type { Environment } from './environment.js';
import { command, converseLater, type Exchange } from './exchange.js';
import { thrown } from './local.js';
import { breakOffset, type StoppedPlace } from './place.js';
import type { CallArgument, Commands, Events, PausedEvent } from './protocol.js';
import type { RawMemory } from './raw.js';
import { makeRecorder } from './recorder.js';
import { type Step, stepCommand, stepToSafepoint } from './seek.js';
import type { DebuggerTransport } from './transport.js';

export interface RemoteInspectorOptions {
  /** What the host calls the thread; empty by default. */
  readonly label?: string;
  /** What the thread can reach, by default. */
  readonly roots?: Roots;
  readonly hostStates?: readonly HostStateSource[];
  /** The bytes of a text in base64; a faster one than the portable, if there is. */
  decode?(base64: string): Uint8Array;
}

/** A program of another process or thread, stopped until it is let go. */
export interface RemoteStop {
  /** Of the innermost frame. */
  readonly place: StoppedPlace;
  /** The number of frames of WebAssembly. */
  readonly depth: number;
  /** The checkpoint; errors CKPT4010 to CKPT4018. */
  capture(options?: BuildOptions): Promise<Checkpoint>;
  resume(): Promise<void>;
}

/** Where the recorder waits before it makes an instance, so that the module can be prepared. */
const BEFORE_INSTANCE = 'beforeInstance';

/** Bytes of a memory that are asked for at once; as base64 in JSON they take four thirds. */
const CHUNK = 6 * 2 ** 20;

const decodeBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** What waits for a stop: the request of an interrupt, or a breakpoint. */
interface Waiter {
  readonly breakpointId?: string;
  readonly anyPoint: boolean;
  readonly resolve: (stop: RemoteStop | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Captures unmodified programs of another process or thread that runs on V8, over the debugging protocol.
 *
 * It has to be attached before the modules are compiled. While it is, V8 runs them by code made for debugging.
 */
export class RemoteInspector {
  readonly #transport: DebuggerTransport;
  readonly #options: RemoteInspectorOptions;
  readonly #debuggee: Debuggee;
  /** Compiled modules that are not watched yet. */
  readonly #unwatched = new Set<string>();
  readonly #waiters = new Set<Waiter>();
  #recorderId = '';
  /** Work on events, one after the other. */
  #work: Promise<void> = Promise.resolve();
  #failure: unknown;

  private constructor(transport: DebuggerTransport, options: RemoteInspectorOptions) {
    this.#transport = transport;
    this.#options = options;
    this.#debuggee = new Debuggee(this.#environment());
    transport.listen((method, params) => this.#event(method, params));
  }

  /** Connects to a program, which may be waiting for that, and watches what it instantiates. */
  static async attach(transport: DebuggerTransport, options: RemoteInspectorOptions = {}): Promise<RemoteInspector> {
    const inspector = new RemoteInspector(transport, options);
    await inspector.#run(command('Runtime.enable', {}));
    await inspector.#run(command('Debugger.enable', {}));
    await inspector.#work;
    inspector.#check();
    return inspector;
  }

  /** Lets a program go that waits for its debugger. */
  async start(): Promise<void> {
    await this.#run(command('Runtime.runIfWaitingForDebugger', {}));
  }

  /** The modules that were compiled so far. */
  async modules(): Promise<readonly Module[]> {
    const found: Module[] = [];
    for (const scriptId of this.#debuggee.scripts.ids)
      found.push(await this.#run(this.#debuggee.scripts.module(scriptId)));
    return found;
  }

  /**
   * Stops the thread at the next safepoint, or with `anyPoint` the next instruction; gives nothing if no module is running
   * then. A thread that waits for events is stopped when it has one.
   */
  async interrupt(anyPoint = false): Promise<RemoteStop | undefined> {
    await this.#run(this.#debuggee.checkStoppable());
    const stop = this.#wait(anyPoint);
    await this.#run(command('Debugger.pause', {}));
    return stop;
  }

  /** Resolves at the next stop in front of the instruction at a body offset. */
  async breakAt(module: Module, funcidx: number, offset: number): Promise<RemoteStop> {
    const columnNumber = breakOffset({ module, funcidx, offset });
    if (columnNumber === undefined) throw new RangeError(`V8 cannot stop at ${offset} of function ${funcidx} alone`);
    const scriptId = await this.#scriptOf(module);
    await this.#run(this.#debuggee.checkStoppable());
    const breakpointId = await this.#run(this.#debuggee.breakpoints.at(scriptId, columnNumber));
    const stop = await this.#wait(false, breakpointId);
    if (stop === undefined) throw new Error('the breakpoint was hit outside of the module');
    return stop;
  }

  close(): void {
    this.#transport.close();
  }

  #run<Result>(exchange: Exchange<Result>): Promise<Result> {
    return converseLater(this.#transport, exchange);
  }

  #check(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }

  #wait(anyPoint: boolean, breakpointId?: string): Promise<RemoteStop | undefined> {
    this.#check();
    return new Promise((resolve, reject) => {
      const waiter = { anyPoint, resolve, reject };
      this.#waiters.add(breakpointId === undefined ? waiter : { ...waiter, breakpointId });
    });
  }

  async #scriptOf(module: Module): Promise<string> {
    for (const scriptId of this.#debuggee.scripts.ids) {
      const { bytes } = await this.#run(this.#debuggee.scripts.module(scriptId));
      if (bytes.length === module.bytes.length && bytes.every((byte, index) => byte === module.bytes[index]))
        return scriptId;
    }
    throw new RangeError('the module was not compiled there');
  }

  #environment(): Environment {
    const decode = (base64: string): Uint8Array => (this.#options.decode ?? decodeBase64)(base64);
    const recorderId = (): string => this.#recorderId;
    function* call<Result>(functionDeclaration: string, args: readonly CallArgument[]): Exchange<Result> {
      const { result, exceptionDetails } = yield* command('Runtime.callFunctionOn', {
        functionDeclaration,
        objectId: recorderId(),
        arguments: args,
        returnByValue: true,
      });
      if (exceptionDetails !== undefined) throw thrown(exceptionDetails);
      return result.value as Result;
    }
    return {
      call,
      decode,
      // biome-ignore lint/correctness/useYield: it is known without asking
      *recorder() {
        return recorderId();
      },
      *bytes({ id, bytes: size }: RawMemory) {
        const contents = new Uint8Array(size);
        const filled = yield* call<readonly (readonly [number, number])[]>('function(id) { return this.filled(id); }', [
          { value: id },
        ]);
        for (const [first, end] of filled) {
          for (let from = first; from < end; from += CHUNK) {
            const to = Math.min(from + CHUNK, end);
            const text = yield* call<string>('function(id, from, to) { return this.text(id, from, to); }', [
              { value: id },
              { value: from },
              { value: to },
            ]);
            contents.set(decode(text), from);
          }
        }
        return contents;
      },
      describe: () => undefined,
    };
  }

  #event(method: string, params: unknown): void {
    if (method === 'Debugger.scriptParsed') {
      const script = params as Events['Debugger.scriptParsed'];
      if (this.#debuggee.scripts.parsed(script)) this.#unwatched.add(script.scriptId);
      return;
    }
    const work =
      method === 'Runtime.executionContextCreated'
        ? () => this.#enter(params as Events['Runtime.executionContextCreated'])
        : method === 'Debugger.paused'
          ? () => this.#paused(params as PausedEvent)
          : undefined;
    if (work === undefined) return;
    this.#work = this.#work.then(work).catch((error) => this.#fail(error));
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    for (const waiter of this.#waiters) waiter.reject(error);
    this.#waiters.clear();
  }

  /** Puts the recorder into a new realm. */
  async #enter({ context }: Events['Runtime.executionContextCreated']): Promise<void> {
    if (context.auxData?.isDefault === false) return;
    const expression = `(() => {
      function ${BEFORE_INSTANCE}() { debugger; }
      return (${makeRecorder.toString()})(globalThis, ${BEFORE_INSTANCE});
    })()`;
    const params: Commands['Runtime.evaluate']['params'] = { expression, contextId: context.id };
    const { result, exceptionDetails } = await this.#run(command('Runtime.evaluate', params));
    if (exceptionDetails !== undefined) throw thrown(exceptionDetails);
    this.#recorderId = result.objectId ?? '';
  }

  async #paused(event: PausedEvent): Promise<void> {
    const step = (await this.#isOwn(event)) ? 'resume' : await this.#serve(event);
    if (step !== undefined) await this.#go(event, step);
  }

  /** Lets a paused thread go on. */
  async #go(event: PausedEvent, step: Step): Promise<void> {
    await this.#run(this.#debuggee.breakpoints.noteDrop(event));
    await this.#run(command(stepCommand[step], {}));
    // A pause that was asked for during another one is lost.
    const interrupted = [...this.#waiters].some(({ breakpointId }) => breakpointId === undefined);
    if (step === 'resume' && interrupted) await this.#run(command('Debugger.pause', {}));
  }

  /** Prepares the modules of an instance that is about to be made; says whether that was what the pause is for. */
  async #isOwn({ callFrames }: PausedEvent): Promise<boolean> {
    if (callFrames[0]?.functionName !== BEFORE_INSTANCE) return false;
    for (const scriptId of this.#unwatched) await this.#run(this.#debuggee.watch(scriptId));
    this.#unwatched.clear();
    return true;
  }

  /** Gives a stop to who waits for it; says how the thread goes on if nobody does. */
  async #serve(event: PausedEvent): Promise<Step | undefined> {
    const stopped = await this.#run(this.#debuggee.stopped(event));
    const hit = event.hitBreakpoints ?? [];
    for (const waiter of this.#waiters) {
      if (waiter.breakpointId === undefined) {
        const step = stepToSafepoint(stopped, waiter.anyPoint);
        if (step !== undefined && step !== 'resume') return step;
      } else if (!hit.includes(waiter.breakpointId)) continue;
      this.#waiters.delete(waiter);
      const stop = this.#stop(event, stopped);
      waiter.resolve(stop);
      return stop === undefined ? 'resume' : undefined;
    }
    return 'resume';
  }

  #stop(event: PausedEvent, stopped: Stopped): RemoteStop | undefined {
    const { place, stack } = stopped;
    if (place === undefined) return undefined;
    return {
      place,
      depth: stack.frames.length,
      capture: async (options = {}) => {
        const { label = '', hostStates = [], roots = 'thread' } = this.#options;
        try {
          const state = await this.#run(this.#debuggee.read(stopped, { label, calling: false, roots }));
          return buildCheckpoint({ ...state, hostStates }, options);
        } finally {
          await this.#run(this.#debuggee.release());
        }
      },
      resume: () => this.#go(event, 'resume'),
    };
  }
}
