import { type Checkpoint, decode, encode, resolveMemories, stateDigest } from '@wasm-checkpoint/format';
import { nodeAlgorithms } from '@wasm-checkpoint/format/node';
import type { InstrumentOptions } from '@wasm-checkpoint/instrument';
import {
  type Func,
  type Imports,
  InitialContents,
  type Instance,
  livenessOf,
  Runtime,
  type Store,
  type Outcome as ThreadOutcome,
} from '@wasm-checkpoint/runtime';
import { type Module, openModule } from '@wasm-checkpoint/wasm';
import { type HostFunction, HostObject, ProgramHost } from '../programs/host.js';
import { argumentOf, type Ending, endingOf, exportedTags, exportedType, resultsOf } from '../programs/outcome.js';
import { hostNumber, hostPayload, observeCheckpoint } from './checkpoint-observation.js';
import {
  type Position,
  type SentProgram,
  type Step,
  type StepPart,
  type Stop,
  type Stretch,
  stepsOf,
} from './protocol.js';

/** Polls that no stretch takes. */
const PLENTY = 0x3fff_ffff;
const HOST_STATE = { name: 'program-host', version: '1', policy: 'reopen', required: true } as const;
const NO_PAYLOAD = new Uint8Array(0);

/** What a stretch of a run is told. */
export interface StretchOptions {
  readonly instrument: InstrumentOptions;
  readonly from: Position | undefined;
  readonly stop: Stop;
  readonly recapture: boolean;
}

/** One stretch of a run of an instrumented program, on a store of its own. */
export class Run {
  readonly #program: SentProgram;
  readonly #stop: Stop;
  readonly #host = new ProgramHost();
  readonly #bytes: readonly Uint8Array[];
  readonly #modules: readonly Module[];
  readonly #runtime: Runtime;
  readonly #imports: Imports;
  readonly #steps: readonly Step[];
  readonly #parts: StepPart[] = [];
  #store: Store;
  #hostCalls = 0;
  /** Polls that are left of those after which the stretch is to be interrupted. */
  #fuel: number;

  constructor(program: SentProgram, { instrument, stop }: StretchOptions) {
    this.#program = program;
    this.#stop = stop;
    this.#fuel = stop.kind === 'fuel' ? stop.polls : PLENTY;
    this.#bytes = program.instances.map(({ base64 }) => new Uint8Array(Buffer.from(base64, 'base64')));
    this.#modules = this.#bytes.map((bytes) => openModule(bytes));
    this.#runtime = new Runtime({ instrument });
    this.#store = this.#runtime.store();
    this.#imports = Object.fromEntries(
      Object.entries(this.#host.imports(this.#modules)).map(([module, names]) => [module, this.#watched(names)]),
    );
    this.#steps = stepsOf(program);
    this.#host.callback = (argument) => {
      const [first] = this.#store.instances;
      if (first === undefined) throw new Error('the program has no instance yet');
      return (this.#store.exports(first)['callback'] as (argument: number) => number)(argument);
    };
  }

  /** Runs from a position until the stop or the end. */
  async stretch(from: Position | undefined, recapture: boolean): Promise<Stretch> {
    const start = this.#fuel;
    let step = from?.step ?? 0;
    if (from !== undefined) {
      await this.#restore(from, recapture);
      const [thread] = this.#store.threads;
      const options = this.#fuelOptions();
      const outcome = thread === undefined ? undefined : this.#store.resume(thread, options);
      if (outcome !== undefined && !this.#ended(step, outcome)) return this.#interrupted(step);
      step += 1;
    }
    for (; step < this.#steps.length; step++) if (!this.#take(step)) return this.#interrupted(step);
    const last = this.#capture();
    // Validated too, though nobody goes on from there.
    await this.#runtime.open(encode(last), { modules: this.#bytes });
    const state = observeCheckpoint(last, this.#modules);
    return { parts: this.#parts, state, frames: 0, polls: start - this.#fuel };
  }

  #watched(names: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(names).map(([name, value]) => [
        name,
        typeof value === 'function' ? this.#counted(value as HostFunction) : value,
      ]),
    );
  }

  /** Makes a host function ask for a capture when its turn has come. */
  #counted(func: HostFunction): HostFunction {
    return (...args) => {
      this.#hostCalls += 1;
      if (this.#stop.kind === 'host' && this.#hostCalls === this.#stop.call) this.#store.request();
      return func(...args);
    };
  }

  #fuelOptions(): { readonly fuel?: number } {
    const counts = this.#store.instances.some(({ fuel }) => fuel !== undefined);
    return counts ? { fuel: this.#fuel } : {};
  }

  /** Takes a step; false when it was interrupted. */
  #take(index: number): boolean {
    const step = this.#steps[index];
    if (step === undefined) return true;
    const { instances, calls } = this.#program;
    if (step.kind === 'instantiate') {
      const bytes = this.#bytes[step.instance] ?? NO_PAYLOAD;
      this.#store.instantiate(this.#runtime.programSync(bytes), this.#linked());
      return true;
    }
    if (step.kind === 'start') {
      const { start } = this.#instance(step.instance);
      return start === undefined || this.#ended(index, this.#store.call(start, [], this.#fuelOptions()));
    }
    const call = calls[step.call];
    const number = instances.findIndex(({ name }) => name === call?.instance);
    if (call === undefined) throw new Error('no such call');
    const func: Func = this.#instance(number).func(call.export);
    const args = call.args.map((value) => argumentOf(this.#host, value));
    return this.#ended(index, this.#store.call(func, args, this.#fuelOptions()));
  }

  /** What the next instance may import: the host's things and what the instances before it export. */
  #linked(): Imports {
    const exports = this.#store.instances.map((instance, index) => [
      this.#program.instances[index]?.name ?? '',
      this.#store.exports(instance),
    ]);
    return { ...this.#imports, ...(Object.fromEntries(exports) as Imports) };
  }

  #instance(index: number): Instance {
    const instance = this.#store.instances[index];
    if (instance === undefined) throw new Error(`no instance ${index}`);
    return instance;
  }

  /** Notes what a step showed; false when it has not ended. */
  #ended(index: number, outcome: ThreadOutcome): boolean {
    const log = this.#host.log.splice(0);
    const left = this.#store.instances.flatMap(({ fuel }) => (fuel === undefined ? [] : [fuel]));
    if (left.length > 0) this.#fuel = Math.max(0, Math.min(...left));
    if (outcome.kind === 'stopped') {
      this.#parts.push({ step: index, log });
      return false;
    }
    this.#parts.push({ step: index, log, ending: this.#ending(index, outcome) });
    return true;
  }

  #ending(index: number, outcome: Exclude<ThreadOutcome, { kind: 'stopped' }>): Ending {
    const step = this.#steps[index];
    const call = step?.kind === 'call' ? this.#program.calls[step.call] : undefined;
    const number = this.#program.instances.findIndex(({ name }) => name === call?.instance);
    const module = this.#modules[number];
    if (outcome.kind === 'returned') {
      if (call === undefined || module === undefined) return { results: [] };
      const { values } = outcome;
      return { results: resultsOf(exportedType(module, call.export), values.length > 1 ? values : values[0]) };
    }
    const error = outcome.kind === 'threw' ? outcome.exception : outcome.error;
    const instance = this.#store.instances[number];
    const tags =
      module === undefined || instance === undefined ? [] : exportedTags(module, this.#store.exports(instance));
    return endingOf(error, tags);
  }

  #interrupted(step: number): Stretch {
    const checkpoint = this.#capture();
    const frames = checkpoint.threads.reduce((sum, thread) => sum + thread.frames.length, 0);
    const base64 = Buffer.from(encode(checkpoint)).toString('base64');
    return { parts: this.#parts, at: { step, base64 }, frames };
  }

  #capture(): Checkpoint {
    const state = { ...HOST_STATE, instances: [], payload: NO_PAYLOAD };
    return this.#store.capture({
      hostStates: [state],
      describe: (value) => (value instanceof HostObject ? { state, payload: hostPayload(value.number) } : undefined),
    });
  }

  /** Restores into a new store; the file is validated on the way. */
  async #restore({ base64 }: Position, recapture: boolean): Promise<void> {
    const file = new Uint8Array(Buffer.from(base64, 'base64'));
    const snapshot = await this.#runtime.open(file, { modules: this.#bytes });
    this.#store = snapshot.restore({
      imports: this.#imports,
      hostStates: [{ name: HOST_STATE.name, version: HOST_STATE.version, obtain: () => undefined }],
      obtainRef: (_, payload) => this.#host.object(hostNumber(payload)),
    });
    if (!recapture) return;
    const [before, after] = [await this.#digest(decode(file)), await this.#digest(this.#capture())];
    if (before !== after) throw new Error('a capture right after restoring has another state digest');
  }

  async #digest(checkpoint: Checkpoint): Promise<string> {
    const modules = checkpoint.modules.map(({ digest }) => this.#moduleOf(digest));
    const at = (index: number): Module => {
      const module = modules[index];
      if (module === undefined) throw new Error(`no module ${index}`);
      return module;
    };
    const bases = new InitialContents((_, module) => modules[module]);
    const { sha256 } = await nodeAlgorithms();
    const sources = resolveMemories(checkpoint, { modules: bases });
    return Buffer.from(stateDigest(checkpoint, sources, { sha256, liveness: livenessOf(at), modules: bases })).toString(
      'hex',
    );
  }

  #moduleOf(digest: Uint8Array): Module | undefined {
    return this.#modules.find(({ bytes }) => {
      const program = this.#runtime.programSync(bytes);
      return Buffer.compare(program.digest, digest) === 0;
    });
  }
}
