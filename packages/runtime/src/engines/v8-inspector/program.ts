import { fault } from '@wasm-checkpoint/format';
import { type Externkind, type Module, typeStates, type Valtype } from '@wasm-checkpoint/wasm';
import type {
  ExceptionState,
  FuncState,
  GlobalState,
  HostRefState,
  InstanceState,
  MemoryState,
  RefState,
  SegmentState,
  TableState,
  TagState,
  ValueState,
} from '../../capture/index.js';
import type { RawImport, RawInstance, RawMemory, RawState, RawTable, RawValue } from './raw.js';
import type { SeenInstance } from './recorder.js';
import { dropSites } from './scripts.js';
import { decodeRef, decodeValue, hierarchyOf, type RawObjects } from './values.js';

/** What is known of an instance besides its raw state. */
export interface KnownInstance extends SeenInstance {
  readonly module: Module;
  /** Whether its drops of segments were watched from the beginning. */
  readonly watched: boolean;
}

/** What the reader of the raw state knows of the objects in it. */
export interface ObjectSources {
  bytes(memory: RawMemory): Uint8Array;
  /** How the host describes an object of its own; undefined for one that it cannot. */
  describe(id: number): HostRefState['descriptor'];
}

type Spaces = {
  -readonly [Space in 'funcs' | 'tables' | 'memories' | 'globals' | 'tags']: InstanceState[Space][number][];
};

const unseen = (what: string): Error => fault('CKPT4018', { what }, 0); // clause: exec-capture-complete

/** The numbers of the imports of a kind, in the order of the module. */
const importsOf = (module: Module, kind: Externkind): readonly number[] =>
  module.imports.flatMap(({ type }, index) => (type.kind === kind ? [index] : []));

/** The objects of a program that the debugger shows, each once. Clause exec-restore-identity. */
export class Program implements RawObjects {
  readonly instances: InstanceState[] = [];
  readonly #raw: RawState;
  readonly #known: readonly KnownInstance[];
  readonly #sources: ObjectSources;
  readonly #rawTables: ReadonlyMap<number, RawTable>;
  readonly #rawMemories: ReadonlyMap<number, RawMemory>;
  readonly #tables = new Map<number, TableState>();
  readonly #memories = new Map<number, MemoryState>();
  /** Globals and tags of the host, and those that an instance exports, by the object that stands for them. */
  readonly #globals = new Map<number, GlobalState>();
  readonly #tags = new Map<number, TagState>();
  readonly #exceptions = new Map<number, RefState>();
  readonly #hostRefs = new Map<number, HostRefState>();

  constructor(raw: RawState, known: readonly KnownInstance[], sources: ObjectSources) {
    this.#raw = raw;
    this.#known = known;
    this.#sources = sources;
    this.#rawTables = new Map(raw.tables.map((table) => [table.id, table]));
    this.#rawMemories = new Map(raw.memories.map((memory) => [memory.id, memory]));
    this.#defineStorage();
    for (const [index, instance] of known.entries()) this.instances.push(this.#instance(instance, index));
  }

  func(instance: number, funcidx: number): FuncState {
    const state = this.instances[instance];
    const module = this.#known[instance]?.module;
    if (state === undefined || module === undefined) throw unseen('an instance');
    if (funcidx >= module.imported.func) return { kind: 'func', instance: state, funcidx };
    const bound = state.funcs[funcidx];
    if (bound === undefined) throw unseen('the binding of a function');
    return bound;
  }

  external(id: number): RefState {
    let state = this.#hostRefs.get(id);
    if (state === undefined) {
      const descriptor = this.#sources.describe(id);
      state = descriptor === undefined ? {} : { descriptor };
      this.#hostRefs.set(id, state);
    }
    return { kind: 'extern', internal: { kind: 'host', object: state } };
  }

  exception(id: number): RefState {
    let ref = this.#exceptions.get(id);
    if (ref === undefined) {
      ref = this.#exceptionRef(id);
      this.#exceptions.set(id, ref);
    }
    return ref;
  }

  #exceptionRef(id: number): RefState {
    const raw = this.#raw.exceptions.find((exception) => exception.id === id);
    const tag = raw?.tag === undefined ? undefined : this.#tags.get(raw.tag);
    if (raw === undefined || tag === undefined) {
      return { kind: 'opaque', reason: 'the tag of the exception is neither imported nor exported' };
    }
    const { module, typeidx } = tag.type;
    const params = typeStates(module).context.signatures[typeidx]?.params ?? [];
    const object: ExceptionState = {
      tag,
      args: () =>
        Array.from(params, (type, index) => this.#argument(raw.args[index] ?? { kind: 'none' }, module, type)),
    };
    return { kind: 'exn', object };
  }

  /** An argument of an exception, which JavaScript gives with a canonical NaN in place of any. */
  #argument(raw: RawValue, module: Module, type: Valtype): ValueState {
    const value = this.value(raw, module, type);
    const nan = value.kind === 'f32' ? isNaN32(value.bits) : value.kind === 'f64' && isNaN64(value.bits);
    // clause: exec-capture-bits
    return nan ? { kind: 'bits-lost', reason: 'JavaScript makes a NaN of an exception canonical' } : value;
  }

  value(raw: RawValue, module: Module, type: Valtype): ValueState {
    return decodeValue(raw, module, type, this);
  }

  /** Tables and memories by the objects that stand for them: of the instance that defines them, or of the host. */
  #defineStorage(): void {
    const define = (
      kind: 'table' | 'memory',
      space: (raw: RawInstance) => readonly number[],
      make: (id: number, module: Module, index: number, own: boolean) => void,
    ): void => {
      for (const own of [true, false]) {
        this.#known.forEach(({ module }, instance) => {
          const raw = this.#raw.instances[instance];
          const imported = module.imported[kind];
          (raw === undefined ? [] : space(raw)).forEach((id, index) => {
            if (index >= imported === own) make(id, module, index, own);
          });
        });
      }
    };
    define(
      'memory',
      (raw) => raw.memories,
      (id, module, index, own) => this.#memory(id, module, index, own),
    );
    define(
      'table',
      (raw) => raw.tables,
      (id, module, index, own) => this.#table(id, module, index, own),
    );
  }

  #memory(id: number, module: Module, index: number, own: boolean): void {
    const raw = this.#rawMemories.get(id);
    const declared = module.memories[index];
    if (raw === undefined || declared === undefined) throw unseen('a memory');
    if (this.#memories.has(id)) return;
    const limits = own ? declared.limits : { min: 0n, max: maximumOf(raw, 'memory') };
    this.#memories.set(id, { type: { ...declared, limits }, bytes: () => this.#sources.bytes(raw) });
  }

  #table(id: number, module: Module, index: number, own: boolean): void {
    const raw = this.#rawTables.get(id);
    const declared = module.tables[index];
    if (raw === undefined || declared === undefined) throw unseen('a table');
    if (this.#tables.has(id)) return;
    const limits = own ? declared.limits : { min: 0n, max: maximumOf(raw, 'table') };
    const hierarchy = hierarchyOf(module, declared.element);
    const { runs = [{ length: Number(raw.size), ref: undefined }] } = raw;
    this.#tables.set(id, {
      type: { module, type: { ...declared, limits } },
      runs: () =>
        runs.map(({ length, ref }) => ({
          length: BigInt(length),
          ref:
            ref === undefined
              ? { kind: 'opaque', reason: 'JavaScript cannot read the entries of this table' }
              : decodeRef(ref, hierarchy, this),
        })),
    });
  }

  #instance(known: KnownInstance, index: number): InstanceState {
    const { module } = known;
    const raw = this.#raw.instances[index];
    if (raw === undefined) throw unseen('an instance');
    const spaces: Spaces = { funcs: [], tables: [], memories: [], globals: [], tags: [] };
    const state: InstanceState = { module, ...spaces, ...this.#segments(known) };
    for (const id of raw.tables) spaces.tables.push(this.#tables.get(id) ?? refuse('a table'));
    for (const id of raw.memories) spaces.memories.push(this.#memories.get(id) ?? refuse('a memory'));
    importsOf(module, 'func').forEach((at, func) => {
      spaces.funcs.push(this.#importedFunc(raw, module, at, func));
    });
    this.#fillGlobals(raw, module, spaces);
    this.#fillTags(raw, module, spaces);
    for (const { name, kind, index: exported } of module.exports) {
      const id = raw.exports.find((entry) => entry.name === name)?.id;
      if (id === undefined) continue;
      const [global, tag] = [spaces.globals[exported], spaces.tags[exported]];
      if (kind === 'global' && global !== undefined && !this.#globals.has(id)) this.#globals.set(id, global);
      if (kind === 'tag' && tag !== undefined && !this.#tags.has(id)) this.#tags.set(id, tag);
    }
    return state;
  }

  /** What a function import is bound to: `at` is its place among all imports, `func` among those of functions. */
  #importedFunc(raw: RawInstance, module: Module, at: number, func: number): FuncState {
    const given = raw.imports?.[at];
    const ref = given === undefined ? raw.funcs[func] : given.kind === 'func' ? given.ref : undefined;
    // A function of a later instance is none that was bound: it is the view of this instance on a function of the host.
    if (ref?.kind === 'func' && ref.instance < this.instances.length) return this.func(ref.instance, ref.funcidx);
    const { module: outer, name, type } = module.imports[at] ?? refuse('an import');
    if (type.kind !== 'func') throw unseen('an import');
    return { kind: 'host-func', func: { module: outer, name, type: { module, typeidx: type.typeidx } } };
  }

  #fillGlobals(raw: RawInstance, module: Module, { globals }: Spaces): void {
    const imports = importsOf(module, 'global');
    module.globals.forEach((type, index) => {
      const at = imports[index];
      const given = at === undefined ? undefined : imported(raw, at, 'a global');
      const known = given?.kind === 'object' ? this.#globals.get(given.id) : undefined;
      const value = raw.globals[index] ?? { kind: 'none' };
      const state = known ?? { type: { module, type }, value: () => this.value(value, module, type.type) };
      if (given?.kind === 'object') this.#globals.set(given.id, state);
      globals.push(state);
    });
  }

  #fillTags(raw: RawInstance, module: Module, { tags }: Spaces): void {
    const imports = importsOf(module, 'tag');
    module.tags.forEach(({ typeidx }, index) => {
      const at = imports[index];
      const given = at === undefined ? undefined : imported(raw, at, 'a tag');
      const known = given?.kind === 'object' ? this.#tags.get(given.id) : undefined;
      const state = known ?? { type: { module, typeidx } };
      if (given?.kind === 'object') this.#tags.set(given.id, state);
      tags.push(state);
    });
  }

  #segments(known: KnownInstance): Pick<InstanceState, 'dataSegment' | 'elementSegment' | 'elementContents'> {
    const { module, watched } = known;
    const segment = (kind: 'data' | 'elem', index: number): SegmentState => {
      if (known[kind].includes(index)) return 'dropped';
      const droppable = (): boolean => dropSites(module).some((site) => site.kind === kind && site.index === index);
      return watched || !droppable() ? 'kept' : 'unknown';
    };
    return {
      dataSegment: (index) => segment('data', index),
      elementSegment: (index) => segment('elem', index),
      elementContents: () => [{ kind: 'opaque', reason: 'V8 does not show the contents of element segments' }],
    };
  }
}

const isNaN32 = (bits: number): boolean => (bits & 0x7fff_ffff) > 0x7f80_0000;
const isNaN64 = (bits: bigint): boolean => BigInt.asUintN(63, bits) > 0x7ff0_0000_0000_0000n;

function refuse(what: string): never {
  throw unseen(what);
}

/** What an import was bound to; CKPT4018 when instantiation was not seen. */
function imported({ imports }: RawInstance, at: number, what: string): RawImport {
  return imports?.[at] ?? refuse(`what ${what} that is imported is bound to`);
}

/** The maximum of a memory or table of the host; CKPT4018 when nobody saw how it was made. */
function maximumOf({ descriptor }: RawMemory | RawTable, what: string): bigint | undefined {
  const { maximum } = descriptor ?? refuse(`the maximum of a ${what} of the host`);
  return maximum === undefined ? undefined : BigInt(maximum);
}
