import { Diagnostic } from '@wasm-checkpoint/bytes';
import type { Producer } from '@wasm-checkpoint/format';
import {
  EngineRefusal,
  type Func,
  type Imports,
  type Instance,
  type Outcome,
  Runtime,
  type Store,
} from '@wasm-checkpoint/runtime';
import { nodeAlgorithmsOnce } from '../checkpoint-file.js';
import { reasonOf, UsageError } from '../exit.js';
import { FileFault } from '../file-fault.js';
import { readInput } from '../files.js';
import { Refusal } from '../refusal.js';
import { WASI_NAME } from '../wasi/state.js';
import type { GoOn, ImportTrigger, Job, Start, Told } from './job.js';
import { openResumed } from './resumed.js';
import { WasiProgram } from './wasi-program.js';
import { CheckpointWriter } from './writer.js';

const START = 'start';
const MAIN = 'main';

/** A program in this thread, from its start or a checkpoint to its end, with checkpoints where they are wanted. */
export class ProgramRun {
  readonly #job: Job;
  readonly #tell: (told: Told) => void;
  readonly #wanted: Int32Array;
  readonly #runtime: Runtime;
  readonly #wasi: WasiProgram;
  readonly #writer: CheckpointWriter;
  #store: Store | undefined;

  constructor(job: Job, tell: (told: Told) => void, algorithms: Awaited<ReturnType<typeof nodeAlgorithmsOnce>>) {
    this.#job = job;
    this.#tell = tell;
    this.#wanted = new Int32Array(job.wanted);
    this.#runtime = new Runtime({ algorithms });
    this.#wasi = new WasiProgram(job, { wait: (milliseconds) => this.#wait(milliseconds) });
    this.#writer = new CheckpointWriter(job.plan, this.#producers(), algorithms);
  }

  #producers(): readonly Producer[] {
    const { name, version } = this.#runtime.engine;
    return [
      { field: 'engine', name, version },
      { field: 'host', name: 'node', version: process.versions.node },
      { field: 'producer', name: 'ckpt', version: '0.1.0' },
    ];
  }

  /** Asks for a checkpoint, if one is wanted: called from outside, while the program runs. */
  readonly interrupt = (): void => {
    if (Atomics.load(this.#wanted, 0) !== 0) this.#store?.request();
  };

  /** Waits, less where a checkpoint is wanted; the function of the host that waits then ends, and the program stops behind it. */
  #wait(milliseconds: number): boolean {
    if (Atomics.load(this.#wanted, 0) === 0) Atomics.wait(this.#wanted, 0, 0, milliseconds);
    if (Atomics.load(this.#wanted, 0) === 0) return false;
    this.#store?.request();
    return true;
  }

  readonly #called = (trigger: ImportTrigger, calls: number): void => {
    if (trigger.call !== undefined && trigger.call !== calls) return;
    Atomics.store(this.#wanted, 0, 1);
    this.#store?.request();
  };

  /** Runs it to its end and tells how it ended. */
  async run(): Promise<void> {
    const { task } = this.#job;
    const steps = task.kind === 'start' ? await this.#start(task) : await this.#resume(task);
    this.#tell({ kind: 'running' });
    for (const step of steps) {
      const outcome = this.#toTheEnd(step);
      if (outcome === undefined) return;
      if (outcome.kind !== 'returned') {
        this.#tell({ kind: 'trapped', reason: endingText(outcome) });
        return;
      }
      // clause: exec-resume-outermost
      if (outcome.values.length > 0)
        this.#tell({ kind: 'returned', label: outcome.label, values: outcome.values.map(String) });
    }
    this.#wasi.host?.close();
    this.#tell({ kind: 'ended', code: 0 });
  }

  /** The calls that make up a program that starts. */
  async #start({ module, arguments: args }: Start): Promise<readonly (() => Outcome)[]> {
    const bytes = readInput(module);
    const program = await this.#runtime.program(bytes);
    if (!program.module.exports.some(({ name, kind }) => name === '_start' && kind === 'func')) {
      throw new Refusal(
        'wasi-descriptor',
        'mismatch',
        '',
        `${module} is no command of WASI preview 1: it exports no _start`,
      );
    }
    this.#wasi.start(args);
    const store = this.#runtime.store();
    this.#store = store;
    const instance = store.instantiate(program, this.#wasi.imports(program, this.#called) as Imports);
    this.#wasi.attach(instance);
    return [
      ...(instance.start === undefined ? [] : [this.#call(store, instance.start, START)]),
      this.#call(store, instance.func('_start'), MAIN),
    ];
  }

  #call(store: Store, func: Func, label: string): () => Outcome {
    return () => {
      this.interrupt();
      return store.call(func, [], { label });
    };
  }

  /** The threads that a checkpoint has, and what comes after them. */
  async #resume(task: GoOn): Promise<readonly (() => Outcome)[]> {
    const { snapshot, programs } = await openResumed(this.#runtime, task, await nodeAlgorithmsOnce());
    this.#writer.countOn();
    const user = programs.filter(({ module }) => module.imports.some((entry) => entry.module === WASI_NAME));
    const imports = user[0] === undefined ? {} : this.#wasi.imports(user[0], this.#called);
    const store = snapshot.restore({ imports: imports as Imports, hostStates: [this.#wasi.consumer] });
    this.#store = store;
    if (store.threads.length === 0) {
      throw new Refusal(
        'syn-thread-frames',
        'unsupported',
        'threads',
        `${task.checkpoint} has no thread to go on with`,
      );
    }
    const instance = store.instances.find(({ program }) => program === user[0]);
    if (instance !== undefined) {
      if (this.#wasi.host === undefined) {
        const reason = `${task.checkpoint} has no host state ${WASI_NAME}, which its program needs`;
        throw new Refusal('wasi-descriptor', 'mismatch', 'hostStates', reason);
      }
      this.#wasi.attach(instance);
    }
    const starting = store.threads.some(({ label }) => label === START);
    return [
      ...store.threads.map((thread) => () => store.resume(thread)),
      ...(starting && instance !== undefined ? [this.#call(store, mainOf(instance), MAIN)] : []),
    ];
  }

  /** Takes what checkpoints are wanted until a call has ended; undefined when the program is to end with one. */
  #toTheEnd(step: () => Outcome): Exclude<Outcome, { kind: 'stopped' }> | undefined {
    const store = this.#store;
    if (store === undefined) throw new RangeError('there is no store yet');
    let next = step;
    for (;;) {
      // A program that was captured while it waited waits on, and may be captured again meanwhile.
      const outcome = this.#wasi.settle() ? next() : undefined;
      if (outcome !== undefined && outcome.kind !== 'stopped') return outcome;
      if (outcome !== undefined) next = () => store.resume(outcome.thread);
      if (Atomics.exchange(this.#wanted, 0, 0) !== 0 && this.#checkpoint(store) && this.#job.plan.stop) {
        this.#tell({ kind: 'stopped' });
        return undefined;
      }
    }
  }

  /** Writes a checkpoint; false when it could not, which the program does not notice. */
  #checkpoint(store: Store): boolean {
    const begun = performance.now();
    try {
      const written = this.#writer.write(store, this.#wasi.describe());
      this.#tell({ kind: 'written', ...written, milliseconds: performance.now() - begun });
      return true;
    } catch (error) {
      if (!(error instanceof Diagnostic || error instanceof UsageError)) throw error;
      this.#tell({ kind: 'failed', reason: error.message });
      return false;
    }
  }
}

/** The function that a command of WASI begins with. */
const mainOf = (instance: Instance): Func => instance.func('_start');

/** How a program ended that did not return, with the functions that it was in. */
function endingText(outcome: Exclude<Outcome, { kind: 'stopped' | 'returned' }>): string {
  if (outcome.kind === 'threw') return 'an exception that nothing has caught';
  const { error } = outcome;
  const stack = typeof error === 'object' && error !== null && 'stack' in error ? String(error.stack) : '';
  const names = [...stack.matchAll(/^ +at (\S.*?) \(wasm:\/\/[^)]*\)$/gm)].map(([, name]) => name ?? '');
  const shown = names.filter((name) => !name.includes('checkpoint:')).map((name) => `\n  in ${name}`);
  return `${reasonOf(error)}${shown.join('')}`;
}

/** What helps against some refusals, by their codes. */
const hints: ReadonlyMap<string, string> = new Map([
  ['CKPT3001', '\n  give it, and what it is an increment of, with --parent'],
  ['CKPT3201', '\n  give it with --dir HOST::NAME'],
  [
    'CKPT3203',
    '\n  --files take goes on with it as it is, --files cut with what the program writes cut to its old size',
  ],
]);

/** Why a program never ran, and the exit code for that. */
export function refusalOf(error: unknown): Extract<Told, { kind: 'refused' }> {
  const refused =
    error instanceof Diagnostic ||
    error instanceof FileFault ||
    error instanceof Refusal ||
    error instanceof EngineRefusal;
  if (refused || error instanceof UsageError) {
    const hint = error instanceof Diagnostic ? (hints.get(error.code) ?? '') : '';
    return {
      kind: 'refused',
      code: refused ? 1 : 2,
      reason: `${error.message}${error instanceof Refusal ? ` (${error.clause})` : hint}`,
    };
  }
  throw error;
}
