import { fault, type HostState } from '@wasm-checkpoint/format';
import type { HostStateConsumer, HostStateSource, Instance, Program } from '@wasm-checkpoint/runtime';
import { decodeWasiState } from '../wasi/decode.js';
import { encodeWasiState } from '../wasi/encode.js';
import { WasiHost } from '../wasi/host.js';
import type { WasiFunction } from '../wasi/imports.js';
import type { Alarm } from '../wasi/poll.js';
import { WASI_NAME, WASI_VERSION } from '../wasi/state.js';
import type { ImportTrigger, Job } from './job.js';

type Functions = Readonly<Record<string, Readonly<Record<string, WasiFunction>>>>;

/** The host of WASI of a program that starts or goes on, and the imports that it is reached by. */
export class WasiProgram {
  readonly #job: Job;
  readonly #alarm: Alarm;
  #host: WasiHost | undefined;

  /** `alarm` tells of captures that are wanted. */
  constructor(job: Job, alarm: Alarm) {
    this.#job = job;
    this.#alarm = alarm;
  }

  /** Undefined for a program that needs none. */
  get host(): WasiHost | undefined {
    return this.#host;
  }

  /** Does what is owed to the program before it goes on; false when a capture was wanted before it was done. */
  settle(): boolean {
    return this.#host?.imports.settle() ?? true;
  }

  /** The host of a program that starts. */
  start(args: readonly string[]): void {
    const { environment, directories } = this.#job;
    this.#host = WasiHost.start({ arguments: args, environment, directories, alarm: this.#alarm });
  }

  /** Who makes the host that a checkpoint describes. */
  get consumer(): HostStateConsumer {
    return {
      name: WASI_NAME,
      version: WASI_VERSION, // clause: emb-hoststate-version
      obtain: (state) => this.#restore(state),
    };
  }

  #restore({ payload }: HostState): () => void {
    const { environment, directories, task } = this.#job;
    const changed = task.kind === 'resume' ? task.changed : 'refuse';
    const state = decodeWasiState(payload, { path: 'hostStates[0].payload' });
    const host = WasiHost.restore(state, { environment, directories, changed, alarm: this.#alarm });
    this.#host = host;
    return () => host.close();
  }

  /**
   * The functions that a program imports, which pass on to the host once there is one; those that the plan names tell `called` when
   * they have returned.
   */
  imports(program: Program, called: (trigger: ImportTrigger, calls: number) => void): Functions {
    const known = new Set(WasiHost.functionNames);
    const functions: Record<string, WasiFunction> = {};
    for (const { module, name } of program.module.imports) {
      if (module !== WASI_NAME || !known.has(name)) continue;
      const pass: WasiFunction =
        name === 'proc_exit'
          ? (code: number) => endThread(code)
          : (...args) => this.#host?.imports.functions[name]?.(...args);
      functions[name] = withTriggers(pass, triggersFor(this.#job.plan.atImports, module, name), called);
    }
    return { [WASI_NAME]: functions };
  }

  /** Gives the host the memory of the instance; refuses an instance that exports none. */
  attach(instance: Instance): void {
    const { exports } = instance.program.module;
    const index = exports.find(({ name, kind }) => name === 'memory' && kind === 'memory')?.index;
    const memory = index === undefined ? undefined : instance.memories[index];
    if (memory === undefined) throw fault('CKPT3153', { kind: 'memory', module: WASI_NAME, name: 'memory' }, 0);
    this.#host?.imports.attach(memory.native as { buffer: ArrayBufferLike });
  }

  /** What a checkpoint says of the host. */
  describe(): readonly HostStateSource[] {
    const host = this.#host;
    if (host === undefined) return [];
    const environment = !this.#job.plan.withholdEnvironment;
    return [
      {
        name: WASI_NAME,
        version: WASI_VERSION,
        policy: 'reopen',
        required: true,
        instances: [],
        payload: encodeWasiState(host.state({ environment })),
      },
    ];
  }
}

/**
 * Ends the thread of the program with an exit code. No handler of the program runs, not even one that catches everything:
 * V8 ends the thread before it goes on.
 */
function endThread(code: number): never {
  process.exit(code);
  throw new Error('the thread goes on after its end');
}

const triggersFor = (triggers: readonly ImportTrigger[], module: string, name: string): readonly ImportTrigger[] =>
  triggers.filter((trigger) => trigger.name === name || trigger.name === `${module}.${name}`);

function withTriggers(
  pass: WasiFunction,
  triggers: readonly ImportTrigger[],
  called: (trigger: ImportTrigger, calls: number) => void,
): WasiFunction {
  if (triggers.length === 0) return pass;
  let calls = 0;
  return (...args) => {
    const result = pass(...args);
    calls += 1;
    for (const trigger of triggers) called(trigger, calls);
    return result;
  };
}
