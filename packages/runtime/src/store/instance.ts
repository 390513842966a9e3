import type { Mode } from '@wasm-checkpoint/instrument';
import type { Functype } from '@wasm-checkpoint/wasm';
import type {
  EngineFunc,
  EngineGlobal,
  EngineImport,
  EngineInstance,
  EngineMemory,
  EngineTable,
  EngineTag,
  EngineValue,
} from '../engine.js';
import type { CompiledSide, Program } from '../programs/program.js';
import type { Tape } from '../tape/tape.js';
import type { Bound, FuncBinding } from './bindings.js';

const PREFIX = 'checkpoint:';
const ASKED = Uint8Array.of(1, 0, 0, 0);

type Kinds = {
  readonly func: EngineFunc;
  readonly memory: EngineMemory;
  readonly table: EngineTable;
  readonly global: EngineGlobal;
  readonly tag: EngineTag;
};

/** A function of an instance, by its index in the original module. */
export interface Func {
  readonly instance: Instance;
  readonly funcidx: number;
}

/**
 * An instance of a program in a store, in coordinates of the original module.
 *
 * Whoever restores one sets its state through the same members.
 */
export class Instance {
  readonly program: Program;
  /** Its place among the instances of its store; `frame` is told this number. */
  readonly number: number;
  /** What its function imports are bound to. */
  readonly funcs: readonly FuncBinding[];
  readonly memories: readonly EngineMemory[];
  readonly tables: readonly EngineTable[];
  readonly globals: readonly EngineGlobal[];
  readonly tags: readonly EngineTag[];
  /** 0 while it runs, 1 when a host function wants a capture, 2 while the stack unwinds. */
  readonly state: EngineGlobal;
  readonly #main: EngineInstance;
  readonly #tape: Tape;
  /** With `poll: 'memory'`: the shared memory whose first word asks this instance to stop, also from another thread. */
  readonly signal: EngineMemory | undefined;
  readonly #request: EngineGlobal | undefined;
  readonly #fuel: EngineGlobal | undefined;
  readonly #functions: EngineTable;
  readonly #calls = new Map<number, EngineFunc>();
  readonly #sides = new Map<CompiledSide, EngineInstance>();
  readonly #continuations = new Map<number, EngineFunc>();

  constructor(program: Program, number: number, main: EngineInstance, tape: Tape, bound: readonly Bound[]) {
    const { module } = program;
    this.program = program;
    this.number = number;
    this.funcs = bound.flatMap(({ func }) => (func === undefined ? [] : [func]));
    this.#main = main;
    this.#tape = tape;
    // What is imported is known by what was given: some engines make another object for each export of a global.
    const given = new Map<string, readonly EngineImport[]>();
    module.imports.forEach(({ type: { kind } }, index) => {
      given.set(kind, [...(given.get(kind) ?? []), bound[index]?.given ?? { kind: 'constant', value: undefined }]);
    });
    const space = <Kind extends keyof Kinds>(kind: Kind, count: number): readonly Kinds[Kind][] =>
      Array.from({ length: count }, (_, index) => {
        const found = given.get(kind)?.[index];
        return typeof found === 'object' && found.kind === kind
          ? (found as Kinds[Kind])
          : this.#exported(`${kind}:${index}`, kind);
      });
    this.memories = space('memory', module.memories.length);
    this.tables = space('table', module.tables.length);
    this.globals = space('global', module.globals.length);
    this.tags = space('tag', module.tags.length);
    this.state = this.#exported('state', 'global');
    this.#functions = this.#exported('functions', 'table');
    const { poll } = program.instrumented.settings;
    this.#request = poll === 'request' ? this.#exported('request', 'global') : undefined;
    this.#fuel = poll === 'fuel' ? this.#exported('fuel', 'global') : undefined;
    this.signal = poll === 'memory' ? this.#exported('poll', 'memory') : undefined;
    this.#exported('instance', 'global').set(number);
  }

  /** The type of a function. */
  functype(funcidx: number): Functype {
    const { module } = this.program;
    const type = module.types[module.funcs[funcidx] ?? -1]?.composite;
    if (type?.kind !== 'func') throw new RangeError(`the module has no function ${funcidx}`);
    return type;
  }

  /** The reference to a function. */
  funcref(funcidx: number): EngineValue {
    return this.#functions.get(BigInt(funcidx));
  }

  /** The function of an export. */
  func(name: string): Func {
    const found = this.program.module.exports.find((each) => each.name === name);
    if (found?.kind !== 'func') throw new RangeError(`the module exports no function ${JSON.stringify(name)}`);
    return { instance: this, funcidx: found.index };
  }

  /** The start function, which has to be called once and before anything else where there is one. */
  get start(): Func | undefined {
    const { start } = this.program.module;
    return start === undefined ? undefined : { instance: this, funcidx: start };
  }

  /** A function to be called as it is, without regard to anything that the store has to know. */
  callable(funcidx: number): EngineFunc {
    let found = this.#calls.get(funcidx);
    if (found === undefined) {
      const { engine } = this.program;
      found = engine.callable(this.funcref(funcidx));
      this.#calls.set(funcidx, found);
    }
    return found;
  }

  /** The function that goes on with a frame of this instance. */
  continuation(funcidx: number, offset: number, mode: Mode): EngineFunc {
    const continuation = this.program.continuation(funcidx, offset, mode);
    let found = this.#continuations.get(continuation.number);
    if (found === undefined) {
      const extern = this.side(continuation.side).export(continuation.name);
      if (extern?.kind !== 'func') throw new RangeError('a side module lacks a continuation');
      found = extern;
      this.#continuations.set(continuation.number, found);
    }
    return found;
  }

  /** The instance of a side module for this instance. */
  side(side: CompiledSide): EngineInstance {
    let instance = this.#sides.get(side);
    if (instance === undefined) {
      const imports = side.imports.map(({ module, name }) =>
        module === 'instance' ? this.#given(name) : this.#tape.import(name),
      );
      instance = this.program.engine.instantiate(side.module, imports);
      this.#sides.set(side, instance);
    }
    return instance;
  }

  /** Makes polls stop, or no longer; clause inst-request. */
  request(wanted: boolean): void {
    this.#request?.set(wanted ? 1 : 0);
    if (wanted) this.signal?.write(0, ASKED);
  }

  /** Takes back what a signal has asked for. */
  calm(): void {
    this.signal?.clear(0, ASKED.length);
  }

  /** Polls that are left before a loop header stops; clause inst-request. */
  get fuel(): number | undefined {
    return this.#fuel === undefined ? undefined : Number(this.#fuel.get());
  }

  set fuel(polls: number) {
    this.#fuel?.set(polls);
  }

  /** Whether a body of the module has dropped a passive segment; false where none can. */
  dropped(kind: 'data' | 'elem', index: number): boolean {
    const flag = this.#main.export(`${PREFIX}${kind}.dropped:${index}`);
    return flag?.kind === 'global' && flag.get() !== 0;
  }

  /** The passive segments that bodies of the module have dropped. */
  droppedSegments(): readonly { readonly kind: 'data' | 'elem'; readonly index: number }[] {
    const { data, elements } = this.program.module;
    const of = (kind: 'data' | 'elem', count: number) =>
      Array.from({ length: count }, (_, index) => ({ kind, index })).filter(({ index }) => this.dropped(kind, index));
    return [...of('data', data.length), ...of('elem', elements.length)];
  }

  /** Drops a passive segment; false for one that no body of the module drops. */
  drop(kind: 'data' | 'elem', index: number): boolean {
    const drop = this.#main.export(`${PREFIX}${kind}.drop:${index}`);
    if (drop?.kind !== 'func') return false;
    drop.run();
    return true;
  }

  /** The entries of a passive element segment whose expressions make objects, while it is not dropped. */
  elementRefs(index: number): readonly EngineValue[] {
    const items = this.program.module.elements[index]?.items;
    const read = this.#main.export(`${PREFIX}elem.get:${index}`);
    if (read?.kind !== 'func' || items?.kind !== 'expr') throw new RangeError(`segment ${index} cannot be read`);
    return items.exprs.map((_, item) => read.call([item], 1)[0]);
  }

  /** What a side module is given for an import from `instance`. */
  #given(name: string): EngineImport {
    const funcidx = /^function:(\d+)$/.exec(name)?.[1];
    if (funcidx !== undefined) return this.callable(Number(funcidx));
    const found = this.#main.export(PREFIX + name);
    if (found === undefined) throw new RangeError(`the main module has no ${name}`);
    return found;
  }

  #exported<Kind extends keyof Kinds>(name: string, kind: Kind): Kinds[Kind] {
    const found = this.#main.export(PREFIX + name);
    if (found?.kind !== kind) throw new RangeError(`the main module has no ${kind} ${name}`);
    return found as Kinds[Kind];
  }
}
