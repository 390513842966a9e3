import { Diagnostic } from '@wasm-checkpoint/bytes';
import { algorithms, type Checkpoint, decode, encode, resolveMemories, stateDigest } from '@wasm-checkpoint/format';
import {
  EngineRefusal,
  type HostStateSource,
  InitialContents,
  livenessOf,
  type Outcome,
  Runtime,
  type Snapshot,
  type Store,
} from '@wasm-checkpoint/runtime';
import { validate } from '@wasm-checkpoint/validate';
import { type Module, openModule } from '@wasm-checkpoint/wasm';
import { modulesInOrder } from '../oracle/judge.js';
import { HostFailure, HostObject } from '../programs/host.js';
import { trapText } from '../programs/traps.js';
import { hostPayload } from '../torture/checkpoint-observation.js';
import { everywhere } from '../torture/subject.js';
import { MutantHost } from './host.js';
import type { Tried } from './protocol.js';

/** Polls after which a thread is stopped. */
const FUEL = 100;
/** Threads of one mutant that are run. */
const MOST_THREADS = 3;

/** With what a restore may refuse a valid checkpoint: what the host offers, what consumer and engine can do, resources. */
const refusals = /^CKPT(315\d|403[0123]|410[123]|900\d)$/;

/** Something that no valid checkpoint may lead to. */
export class Unsound extends Error {
  override readonly name = 'Unsound';
}

const explained = (error: unknown): string =>
  error instanceof Error ? `${error.constructor.name}: ${error.stack ?? error.message}` : String(error);

/** Restores mutants of one subject and lets them run. */
export class Trials {
  readonly #runtime = new Runtime({ instrument: everywhere });
  readonly #modules: readonly Uint8Array[];

  constructor(modules: readonly Uint8Array[]) {
    this.#modules = modules;
  }

  /** What becomes of each thread of a valid checkpoint; throws `Unsound` where that is nothing that may. */
  run(file: Uint8Array): readonly Tried[] {
    const checkpoint = decode(file);
    const host = new MutantHost(
      checkpoint,
      this.#modules.map((bytes) => openModule(bytes)),
    );
    if (host.lacking !== undefined) return [{ outcome: 'refused', detail: host.lacking }];
    if (this.#hasStrangers(file)) return [{ outcome: 'refused', detail: 'objects of types of no module' }];
    const snapshot = refusing(() => this.#runtime.openSync(file, { modules: this.#modules, trusted: true }));
    if ('outcome' in snapshot) return [snapshot];
    const tried: Tried[] = [];
    for (let thread = 0; thread < Math.min(MOST_THREADS, Math.max(1, checkpoint.threads.length)); thread++) {
      const store = refusing(() => this.#restored(snapshot, host));
      if ('outcome' in store) return [store];
      if (thread === 0) this.#same(checkpoint, decode(this.#again(store, checkpoint)));
      tried.push(this.#thread(store, thread));
      this.#again(store, checkpoint);
    }
    return tried;
  }

  /** Whether there are objects that no module has a type for: nothing of the program tells such types apart, nor a capture. */
  #hasStrangers(file: Uint8Array): boolean {
    const { context } = validate(file, { modules: this.#modules });
    if (context === undefined) return false;
    const known = new Set(context.modules.flatMap((view) => [...(view?.indices ?? [])]));
    const { structs, arrays } = context.checkpoint;
    return [...structs, ...arrays].some(({ type }) => !known.has(context.indices[type] ?? -1));
  }

  #restored(snapshot: Snapshot, host: MutantHost): Store {
    const store = snapshot.restore(host.restoring);
    host.programs.callback = (argument) => {
      const [first] = store.instances;
      const callback = first && store.exports(first)['callback'];
      if (typeof callback !== 'function') throw new HostFailure('no callback');
      // Nothing can stop what a host function calls, so it must not have much to do.
      return callback(argument & 7) as number;
    };
    return store;
  }

  #thread(store: Store, index: number): Tried {
    const thread = store.threads[index];
    if (thread === undefined) return { outcome: 'finished' };
    for (const other of [...store.threads]) if (other !== thread) store.forget(other);
    const outcome = store.resume(thread, store.instances.some(({ fuel }) => fuel !== undefined) ? { fuel: FUEL } : {});
    return ended(outcome);
  }

  /** Captures what there is, which has to be valid: what a valid configuration becomes is valid. */
  #again(store: Store, { hostStates }: Checkpoint): Uint8Array {
    const sources = hostStates.map((state): HostStateSource => ({ ...state, instances: [] }));
    const [state] = sources;
    let file: Uint8Array;
    try {
      const checkpoint = store.capture({
        hostStates: sources,
        describe: (value) =>
          value instanceof HostObject && state !== undefined
            ? { state, payload: hostPayload(value.number) }
            : undefined,
      });
      file = encode(checkpoint);
    } catch (error) {
      throw new Unsound(`capture: ${explained(error)}`);
    }
    const { accepted, errors } = validate(file, { modules: this.#modules });
    if (!accepted) throw new Unsound(`a capture is refused: ${errors.map(({ message }) => message).join('; ')}`);
    return file;
  }

  /** Whether a capture right after restoring has the state that was restored. */
  #same(restored: Checkpoint, captured: Checkpoint): void {
    // A capture calls a function of the host by the first import that is bound to it; a mutant may not.
    const names = (checkpoint: Checkpoint): string =>
      JSON.stringify(checkpoint.hostFuncs.map(({ module, name }) => [module, name]).sort());
    if (names(restored) !== names(captured)) return;
    if (this.#digest(restored) !== this.#digest(captured))
      throw new Unsound('what was restored has another state digest');
  }

  #digest(checkpoint: Checkpoint): string {
    const modules = modulesInOrder(checkpoint, this.#modules).map((bytes) => openedModule(bytes));
    const bases = new InitialContents((_, module) => modules[module]);
    const liveness = livenessOf((module) => modules[module] ?? openedModule(undefined));
    const sources = resolveMemories(checkpoint, { modules: bases });
    const { sha256 } = algorithms();
    return Buffer.from(stateDigest(checkpoint, sources, { sha256, liveness, modules: bases })).toString('hex');
  }
}

const opened = new WeakMap<Uint8Array, Module>();

function openedModule(bytes: Uint8Array | undefined): Module {
  if (bytes === undefined) throw new Error('a module is missing');
  const module = opened.get(bytes) ?? openModule(bytes);
  opened.set(bytes, module);
  return module;
}

/** What an ended or stopped thread counts as. */
function ended(outcome: Outcome): Tried {
  switch (outcome.kind) {
    case 'returned':
      return { outcome: 'finished' };
    case 'stopped':
      return { outcome: 'running' };
    case 'trapped': {
      const trap = trapText(outcome.error);
      if (trap === undefined) throw new Unsound(`no trap of WebAssembly: ${explained(outcome.error)}`);
      return { outcome: 'trapped', detail: trap };
    }
    case 'threw': {
      const { exception } = outcome;
      const Exception = (WebAssembly as unknown as { Exception?: new () => object }).Exception;
      const known = exception instanceof HostFailure || (Exception !== undefined && exception instanceof Exception);
      if (!known) throw new Unsound(`thrown: ${explained(exception)}`);
      return { outcome: 'exception' };
    }
  }
}

/** What restoring gives, or the refusal by a code that it may end with. */
function refusing<Made extends object>(make: () => Made): Made | Tried {
  try {
    return make();
  } catch (error) {
    // Said before anything ran, which is not so once a thread is resumed.
    if (error instanceof EngineRefusal) return { outcome: 'refused', detail: 'by the engine' };
    if (!(error instanceof Diagnostic) || !refusals.test(error.code)) throw new Unsound(`restore: ${explained(error)}`);
    const reason = typeof error.params['reason'] === 'string' ? `: ${error.params['reason']}` : '';
    return { outcome: 'refused', detail: `${error.code}${reason.replaceAll(/0x[0-9a-f]+|[#@]?\+?\d+/g, 'n')}` };
  }
}
