import type { Checkpoint } from '@wasm-checkpoint/format';
import type { Outcome, Runtime, Store } from '@wasm-checkpoint/runtime';
import { type CallListener, hostOf } from './guest.js';
import type { Host, MainCall, Num, RealProgram } from './program.js';

/** A real program on an instrumented instance, at its main call or in the middle of it. */
export interface InstrumentedRun {
  readonly program: RealProgram;
  readonly host: Host;
  readonly store: Store;
  readonly main: MainCall;
  /** Makes the main call, or goes on with it, until it ends or stops. */
  go(): Outcome;
  /** What came of the main call once it has returned. */
  answer(outcome: Outcome): string;
}

/** What a run that was stopped needs to be finished elsewhere, besides the module. */
export interface StoppedRun {
  readonly checkpoint: Checkpoint | Uint8Array;
  readonly main: MainCall;
  /** What the program had printed. */
  readonly output: string;
}

function runOf(program: RealProgram, host: Host, store: Store, main: MainCall): InstrumentedRun {
  return {
    program,
    host,
    store,
    main,
    go() {
      const [thread] = store.threads;
      if (thread !== undefined) return store.resume(thread);
      const [instance] = store.instances;
      if (instance === undefined) throw new Error(`${program.name} has no instance`);
      return store.call(instance.func(main.name), main.args);
    },
    answer(outcome) {
      if (outcome.kind !== 'returned') {
        throw new Error(`${program.name} ${outcome.kind}`, { cause: 'error' in outcome ? outcome.error : undefined });
      }
      return program.answer(host, main, outcome.values[0] as Num | undefined);
    },
  };
}

/** Makes an instrumented instance of a real program and brings it to its main call. */
export async function startInstrumented(
  program: RealProgram,
  runtime: Runtime,
  script = program.script,
  listener?: CallListener,
): Promise<InstrumentedRun> {
  const prepared = await runtime.program(program.module.bytes());
  const store = runtime.store();
  let exported: Readonly<Record<string, unknown>> = {};
  const { host, imports } = hostOf(program, () => exported, listener);
  const instance = store.instantiate(prepared, imports);
  if (instance.start !== undefined) store.call(instance.start);
  exported = store.exports(instance);
  return runOf(program, host, store, program.prepare(host, script));
}

/** Restores a real program that was stopped in its main call, by whatever route it was captured. */
export async function restoreInstrumented(
  program: RealProgram,
  runtime: Runtime,
  { checkpoint, main, output }: StoppedRun,
  listener?: CallListener,
): Promise<InstrumentedRun> {
  const snapshot = await runtime.open(checkpoint, { modules: [program.module.bytes()] });
  let exported: Readonly<Record<string, unknown>> = {};
  const { host, imports } = hostOf(program, () => exported, listener);
  host.output = output;
  const store = snapshot.restore({ imports });
  const [instance] = store.instances;
  if (instance === undefined) throw new Error(`${program.name} has no instance`);
  exported = store.exports(instance);
  return runOf(program, host, store, main);
}
