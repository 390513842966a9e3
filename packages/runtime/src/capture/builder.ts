import {
  type ArrayObject,
  algorithms,
  type Checkpoint,
  type Exception,
  emptyCheckpoint,
  fault,
  type Global,
  type HostRef,
  type Import,
  type Instance,
  imageOf,
  type Memory,
  type Module as ModuleIdentity,
  type Producer,
  type Sha256,
  type Struct,
  type Table,
  type Tag,
  usedFeatures,
} from '@wasm-checkpoint/format';
import type { Module } from '@wasm-checkpoint/wasm';
import { InitialContents } from '../modules/bases.js';
import { moduleDigest } from '../modules/identity.js';
import { isPortable } from '../modules/points.js';
import { Addresses, type AddressSpace, type InstanceOrder } from './addresses.js';
import { FrameCapture } from './frames.js';
import { captureImages, type ImageOptions } from './images.js';
import { captureInstance, HostFuncs } from './instances.js';
import type { InstanceState, MemoryState, ProgramState } from './state.js';
import { StoreCapture } from './store.js';
import { TypeCollector } from './types.js';

export interface BuildOptions extends ImageOptions {
  /** The portable one by default. */
  readonly sha256?: Sha256;
  readonly producers?: readonly Producer[];
}

/** The modules of the instances, by identity of their bytes, in the order of their first instance. */
class Modules {
  readonly identities: ModuleIdentity[] = [];
  readonly opened: Module[] = [];
  readonly #types: TypeCollector;
  readonly #sha256: Sha256;
  readonly #indices = new Map<string, number>();

  constructor(types: TypeCollector, sha256: Sha256) {
    this.#types = types;
    this.#sha256 = sha256;
  }

  index(module: Module): number {
    const digest = moduleDigest(module, this.#sha256);
    const key = digest.join();
    let index = this.#indices.get(key);
    if (index === undefined) {
      index = this.identities.length;
      this.#indices.set(key, index);
      const imports = module.imports.map(
        ({ module: from, name, type }): Import => ({ module: from, name, type: this.#types.externtype(module, type) }),
      );
      this.opened.push(module);
      this.identities.push({ digest, length: BigInt(module.bytes.length), imports });
    }
    return index;
  }
}

/** The instances of a program, and which of them anything refers to. */
class Instances implements InstanceOrder {
  readonly reached = new Set<InstanceState>();
  readonly #indices: ReadonlyMap<InstanceState, number>;

  constructor(instances: readonly InstanceState[]) {
    this.#indices = new Map(instances.map((instance, index) => [instance, index]));
  }

  index(instance: InstanceState, path: string, item?: number | bigint): number {
    const index = this.#indices.get(instance);
    const place = item === undefined ? path : `${path}[${item}]`;
    // clause: exec-capture-complete
    if (index === undefined) throw fault('CKPT4018', { what: 'an instance that is referred to' }, 0, place);
    this.reached.add(instance);
    return index;
  }
}

/** One walk over the state of a program, from its roots to all that they refer to. */
class Walk {
  readonly #state: ProgramState;
  readonly #types = new TypeCollector();
  readonly #modules: Modules;
  readonly #instances: Instances;
  readonly #hostFuncs: HostFuncs;
  readonly #addresses: Addresses;
  readonly #store: StoreCapture;
  readonly #captured = new Map<InstanceState, Instance>();
  readonly #found = new StoreLists();
  /** The contents of memories, by address. */
  readonly bytes: Uint8Array[] = [];

  constructor(state: ProgramState, sha256: Sha256) {
    this.#state = state;
    this.#modules = new Modules(this.#types, sha256);
    this.#instances = new Instances(state.instances);
    this.#hostFuncs = new HostFuncs(this.#types, state.instances);
    this.#addresses = new Addresses(this.#instances, this.#hostFuncs);
    this.#store = new StoreCapture(this.#types, this.#addresses, state.hostStates ?? []);
  }

  get reached(): ReadonlySet<InstanceState> {
    return this.#instances.reached;
  }

  /** The modules of the checkpoint, by index. */
  get modules(): readonly Module[] {
    return this.#modules.opened;
  }

  get memories(): readonly MemoryState[] {
    return this.#addresses.memories.objects;
  }

  /** The checkpoint without the contents of memories and without features. Clause exec-capture-complete. */
  checkpoint(): Checkpoint {
    const { instances: known, roots = known, threads: running, hostStates = [] } = this.#state;
    for (const root of roots) this.#instances.index(root, 'instances');
    this.#captureInstances();
    const frames = new FrameCapture(this.#addresses, this.#instances);
    const threads = running.map((thread, index) => frames.thread(thread, `threads[${index}]`));
    const states = hostStates.map(({ instances, ...state }, index) => ({
      ...state,
      instances: instances
        .map((instance) => this.#instances.index(instance, `hostStates[${index}].instances`))
        .sort((left, right) => left - right),
    }));
    do this.#captureInstances();
    while (this.#captureObjects());
    return {
      ...emptyCheckpoint,
      ...this.#found,
      types: this.#types.types,
      modules: this.#modules.identities,
      instances: known.flatMap((instance) => this.#captured.get(instance) ?? []),
      hostFuncs: this.#hostFuncs.funcs,
      threads,
      hostStates: states,
    };
  }

  #captureInstances(): void {
    for (const instance of this.reached) {
      if (this.#captured.has(instance)) continue;
      const path = `instances[${this.#instances.index(instance, 'instances')}]`;
      const module = this.#modules.index(instance.module);
      this.#captured.set(instance, captureInstance(instance, module, this.#addresses, path));
    }
  }

  /** The contents of the objects that have got an address since; says whether there were any. */
  #captureObjects(): boolean {
    const store = this.#store;
    const addresses = this.#addresses;
    const found = this.#found;
    const before = found.count;
    fill(found.tables, addresses.tables, 'tables', (table, path) => store.table(table, path));
    fill(found.memories, addresses.memories, 'memories', (memory) => this.#memory(memory));
    fill(found.globals, addresses.globals, 'globals', (global, path) => store.global(global, path));
    fill(found.structs, addresses.structs, 'structs', (struct, path) => store.struct(struct, path));
    fill(found.arrays, addresses.arrays, 'arrays', (array, path) => store.array(array, path));
    fill(found.exceptions, addresses.exceptions, 'exceptions', (each, path) => store.exception(each, path));
    fill(found.tags, addresses.tags, 'tags', (tag) => store.tag(tag));
    fill(found.hostRefs, addresses.hostRefs, 'hostRefs', (ref, path) => store.hostRef(ref, path));
    return found.count > before;
  }

  #memory(memory: MemoryState): Memory {
    const bytes = memory.bytes();
    this.bytes.push(bytes);
    const size = BigInt(bytes.length) >> BigInt(memory.type.pageSizeLog2 ?? 16);
    return { type: this.#types.memtype(memory.type, size), image: imageOf(new Uint8Array(0)) };
  }
}

/** The lists of the store while they are filled. */
class StoreLists {
  readonly tables: Table[] = [];
  readonly memories: Memory[] = [];
  readonly globals: Global[] = [];
  readonly tags: Tag[] = [];
  readonly structs: Struct[] = [];
  readonly arrays: ArrayObject[] = [];
  readonly exceptions: Exception[] = [];
  readonly hostRefs: HostRef[] = [];

  get count(): number {
    return Object.values(this).reduce((sum: number, list: readonly unknown[]) => sum + list.length, 0);
  }
}

/** Captures the objects of a space that are not in the list yet, those that it meets on the way included. */
function fill<Kind extends object, Captured>(
  list: Captured[],
  { objects }: AddressSpace<Kind>,
  name: string,
  capture: (object: Kind, path: string) => Captured,
): void {
  for (let object = objects[list.length]; object !== undefined; object = objects[list.length]) {
    list.push(capture(object, `${name}[${list.length}]`));
  }
}

/** Whether the innermost frame of a thread stands elsewhere than at a portable point; clause syn-portable. */
const standsAnywhere = ({ threads }: ProgramState): boolean =>
  threads.some(({ frames: [innermost], status }) => {
    if (innermost === undefined || status.kind === 'waiting') return false;
    return !isPortable(innermost.instance.module, innermost.funcidx, innermost.offset);
  });

/**
 * The checkpoint of a stopped program: closed under what refers to what, each object once, features declared.
 *
 * Raw blocks are views of the memories: encode or `settle` before the program goes on. Errors: CKPT4010 to CKPT4016,
 * CKPT4018. Spec: execution, Capture.
 */
export function buildCheckpoint(state: ProgramState, options: BuildOptions = {}): Checkpoint {
  const { sha256 = algorithms().sha256, producers = [] } = options;
  let walk = new Walk(state, sha256);
  let draft = walk.checkpoint();
  const { reached } = walk;
  const met = [...reached];
  if (state.instances.some((instance, index) => met[index] !== instance)) {
    // Which instances belong to the checkpoint is known only now; indices and the order of modules depend on it.
    const instances = state.instances.filter((instance) => reached.has(instance));
    walk = new Walk({ ...state, instances, roots: instances }, sha256);
    draft = walk.checkpoint();
  }
  const bases = options.bases ?? new InitialContents((_, module) => walk.modules[module]);
  const checkpoint = { ...captureImages(draft, walk.memories, walk.bytes, { ...options, bases }), producers };
  const features = new Set<string>(usedFeatures(checkpoint));
  if (standsAnywhere(state)) features.add('any-point');
  return { ...checkpoint, features: [...features].sort() }; // clause: syn-feature-declared
}
