import {
  type Algorithms,
  algorithms,
  type Checkpoint,
  decode,
  fault,
  locate,
  type ModuleBases,
  type PageSource,
  type ReaderLimits,
  resolveMemories,
  type Sha256,
} from '@wasm-checkpoint/format';
import {
  type Instrumented,
  type InstrumentOptions,
  instrument,
  type ReferenceCell,
  recorder,
} from '@wasm-checkpoint/instrument';
import { type Manifest, type ValidatorLimits, validate, type WellFormed } from '@wasm-checkpoint/validate';
import { openModule } from '@wasm-checkpoint/wasm';
import { type Engine, type EngineModule, EngineRefusal } from './engine.js';
import { JsEngine } from './engines/js/index.js';
import { InitialContents } from './modules/bases.js';
import { Program } from './programs/program.js';
import { Snapshot } from './restore/snapshot.js';
import { Store } from './store/store.js';

export interface RuntimeOptions {
  /** The WebAssembly of this JavaScript host by default. */
  readonly engine?: Engine;
  /** How modules are instrumented. Checkpoints do not depend on it. */
  readonly instrument?: InstrumentOptions;
  readonly algorithms?: Partial<Algorithms>;
  readonly limits?: Partial<ReaderLimits & ValidatorLimits>;
}

/** What a checkpoint is opened with. */
export interface OpenOptions {
  /** The bytes of its modules, in any order; those that were prepared as programs need not be given again. */
  readonly modules?: readonly Uint8Array[];
  /** The memories of its parent, resolved, by address. */
  readonly parent?: readonly PageSource[];
  /** What the host offers, if that is known: judgement D is decided too. */
  readonly host?: Manifest;
  /**
   * Validates all of each module too, and computes what the checkpoint states of bases and digests: these are not looked at
   * otherwise. False by default. Clause sec-digest-claim.
   */
  readonly full?: boolean;
  /** Leaves out validation, which who made the checkpoint, or keeps it, has to vouch for. False by default. */
  readonly trusted?: boolean;
}

/** Hierarchies of references that a recorder keeps: as many as the engine knows. */
const recorders: readonly (readonly ReferenceCell[])[] = [
  ['func', 'extern', 'any', 'exn'],
  ['func', 'extern', 'any'],
  ['func', 'extern', 'exn'],
  ['func', 'extern'],
  [],
];

/** An engine with the programs that were made ready for it: where stores and snapshots come from. */
export class Runtime {
  readonly engine: Engine;
  readonly #options: RuntimeOptions;
  readonly #algorithms: Algorithms;
  readonly #programs = new Map<string, Program>();
  readonly #bases = new InitialContents((checkpoint, module) => this.#known(checkpoint, module)?.module);
  #recorder: EngineModule | undefined;

  constructor(options: RuntimeOptions = {}) {
    this.engine = options.engine ?? new JsEngine();
    this.#options = options;
    this.#algorithms = algorithms(options.algorithms);
  }

  /**
   * A module made ready to run, once for the same bytes, which must not change.
   *
   * Errors: the diagnostics of an invalid module, CKPT4101, CKPT4102; `EngineRefusal`.
   */
  async program(bytes: Uint8Array): Promise<Program> {
    return this.#prepared(bytes) ?? this.#prepare(bytes, (main) => this.engine.compileAsync(main));
  }

  /** The same at once. */
  programSync(bytes: Uint8Array): Program {
    const known = this.#prepared(bytes);
    if (known !== undefined) return known;
    const instrumented = this.#instrumented(bytes);
    return this.#keep(instrumented, this.engine.compile(instrumented.bytes));
  }

  /** What the modules of programs give memories and tables at instantiation, for who resolves checkpoints. */
  get bases(): ModuleBases {
    return this.#bases;
  }

  /** A store without instances. */
  store(): Store {
    return new Store(this.engine, this.#recorderModule(), { bases: this.#bases, sha256: this.#algorithms.sha256 });
  }

  /**
   * A checkpoint made ready to be restored: decoded, validated, its memories resolved, its modules prepared.
   *
   * Errors: the diagnostics of the decoder and, unless it is trusted, the first of the validator; CKPT3101 for a module that is
   * not there, CKPT3001 and CKPT3003 for a parent; CKPT4031, CKPT4101 to CKPT4103; `EngineRefusal`. Clause exec-restore-valid.
   */
  async open(input: Checkpoint | Uint8Array, options: OpenOptions = {}): Promise<Snapshot> {
    const read = this.#read(input);
    for (const bytes of options.modules ?? []) await this.program(bytes);
    return this.#snapshot(read, options);
  }

  /** The same at once. */
  openSync(input: Checkpoint | Uint8Array, options: OpenOptions = {}): Snapshot {
    const read = this.#read(input);
    for (const bytes of options.modules ?? []) this.programSync(bytes);
    return this.#snapshot(read, options);
  }

  #read(input: Checkpoint | Uint8Array): WellFormed | Checkpoint {
    if (!(input instanceof Uint8Array)) return input;
    const { limits } = this.#options;
    const reading = { algorithms: this.#algorithms, ...(limits === undefined ? {} : { limits }) };
    return { checkpoint: decode(input, reading), locate: (paths) => locate(input, paths, reading) };
  }

  #snapshot(read: WellFormed | Checkpoint, options: OpenOptions): Snapshot {
    const { trusted = false, parent } = options;
    const checkpoint = 'checkpoint' in read ? read.checkpoint : read;
    const programs = checkpoint.modules.map(({ digest, length }, module) => {
      const program = this.#programs.get(hex(digest));
      // clause: valid-module-given
      if (program === undefined)
        throw fault('CKPT3101', { module, length, digest: hex(digest) }, 0, `modules[${module}]`);
      return program;
    });
    if (!trusted) this.#validate(read, programs, options);
    const { zstd } = this.#algorithms;
    const sources = resolveMemories(checkpoint, {
      modules: this.#bases,
      ...(parent === undefined ? {} : { parent }),
      ...(zstd === undefined ? {} : { zstd }),
    });
    const { engine } = this;
    return new Snapshot({ engine, checkpoint, programs, sources, bases: this.#bases, newStore: () => this.store() });
  }

  /** Throws the first error of the validator. Clause exec-restore-valid. */
  #validate(
    read: WellFormed | Checkpoint,
    programs: readonly Program[],
    { host, full = false, parent }: OpenOptions,
  ): void {
    const { limits } = this.#options;
    const { errors } = validate(read, {
      modules: programs.map(({ module }) => module.bytes),
      algorithms: { ...this.#algorithms, sha256: this.#sha256Of(programs) },
      full,
      ...(parent === undefined ? {} : { parent }),
      ...(host === undefined ? {} : { host }),
      ...(limits === undefined ? {} : { limits }),
    });
    const [first] = errors;
    if (first !== undefined) throw first; // clause: exec-restore-valid
  }

  /** SHA-256 that does not compute those of the programs again. */
  #sha256Of(programs: readonly Program[]): Sha256 {
    const { sha256 } = this.#algorithms;
    return {
      create: () => sha256.create(),
      digest: (bytes) => programs.find(({ module }) => module.bytes === bytes)?.digest ?? sha256.digest(bytes),
    };
  }

  #prepared(bytes: Uint8Array): Program | undefined {
    return this.#programs.get(hex(this.#algorithms.sha256.digest(bytes)));
  }

  async #prepare(bytes: Uint8Array, compile: (main: Uint8Array) => Promise<EngineModule>): Promise<Program> {
    const instrumented = this.#instrumented(bytes);
    return this.#keep(instrumented, await compile(instrumented.bytes));
  }

  #instrumented(bytes: Uint8Array): Instrumented {
    return instrument(openModule(bytes), this.#options.instrument);
  }

  #keep(instrumented: Instrumented, main: EngineModule): Program {
    const program = new Program(this.engine, instrumented, main, this.#algorithms.sha256);
    const key = hex(program.digest);
    const known = this.#programs.get(key);
    if (known !== undefined) return known;
    this.#programs.set(key, program);
    return program;
  }

  #known(checkpoint: Checkpoint, module: number): Program | undefined {
    const digest = checkpoint.modules[module]?.digest;
    return digest === undefined ? undefined : this.#programs.get(hex(digest));
  }

  #recorderModule(): EngineModule {
    for (const references of recorders) {
      if (this.#recorder !== undefined) break;
      try {
        this.#recorder = this.engine.compile(recorder(references));
      } catch (error) {
        if (!(error instanceof EngineRefusal) || references.length === 0) throw error;
      }
    }
    if (this.#recorder === undefined) throw new RangeError('no recorder');
    return this.#recorder;
  }
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
