import { type Checkpoint, fault, type MemAddr, memoryBytes, type TableAddr } from '@wasm-checkpoint/format';
import type { Import, Module } from '@wasm-checkpoint/wasm';
import type { Engine, EngineGlobal, EngineMemory, EngineObject, EngineTable, EngineTag } from '../engine.js';
import type { Instance } from '../store/instance.js';
import { engineNumber } from '../tape/cells.js';
import type { RestoreHost } from './host.js';

export type ObjectKind = 'memory' | 'table' | 'global' | 'tag';
const objectKinds = ['memory', 'table', 'global', 'tag'] as const;
export const spaceOf = { memory: 'memories', table: 'tables', global: 'globals', tag: 'tags' } as const;

interface Kinds {
  readonly memory: EngineMemory;
  readonly table: EngineTable;
  readonly global: EngineGlobal;
  readonly tag: EngineTag;
}

/** An object of the host by its address in the checkpoint. */
export interface HostObject {
  readonly kind: ObjectKind;
  readonly address: number;
}

/** An object of the store, as instances share it. */
interface Binding extends HostObject {
  readonly names: Import;
  readonly path: string;
}

/** The memories, tables, globals and tags of a store by their addresses in a checkpoint. */
export class StoreObjects {
  readonly #checkpoint: Checkpoint;
  readonly #known: Readonly<{ [Kind in ObjectKind]: Map<number, Kinds[Kind]> }> = {
    memory: new Map(),
    table: new Map(),
    global: new Map(),
    tag: new Map(),
  };
  readonly #names = new Map<EngineObject, { readonly module: string; readonly name: string }>();
  /** What the host owns. */
  readonly hosts: HostObject[] = [];
  /** Addresses of memories that hold nothing but what active segments write. */
  readonly zeroed = new Set<MemAddr>();

  constructor(checkpoint: Checkpoint) {
    this.#checkpoint = checkpoint;
  }

  get<Kind extends ObjectKind>(kind: Kind, address: number): Kinds[Kind] {
    const found = this.#known[kind].get(address);
    if (found === undefined) throw new RangeError(`there is no ${kind} ${address}`);
    return found;
  }

  has(kind: ObjectKind, address: number): boolean {
    return this.#known[kind].has(address);
  }

  /**
   * Takes what the host offers for the imports that no instance of the checkpoint defines. Touches nothing of it.
   *
   * Errors: CKPT3153 to CKPT3157.
   */
  offer(engine: Engine, modules: readonly Module[], { imports = {}, zeroed = [] }: RestoreHost): void {
    for (const { kind, address, names, path } of this.#hostBindings(modules)) {
      const { module, name } = names;
      const offered = engine.adopt(imports[module]?.[name]);
      // clause: valid-host-object
      if (offered?.kind !== kind) throw fault('CKPT3153', { kind, module, name }, 0, path);
      const known = this.#known[kind].get(address);
      if (known === undefined) {
        this.#take(kind, address, offered, names, path);
        if (kind === 'memory' && zeroed.includes(offered.native)) this.zeroed.add(address);
      } else if (known !== offered) {
        const { module: otherModule, name: otherName } = this.#names.get(known) ?? names;
        throw fault('CKPT3154', { kind, module, name, otherModule, otherName }, 0, path);
      }
    }
  }

  /** The imports of instances that are bound to what no instance defines. Clause syn-owner. */
  *#hostBindings(modules: readonly Module[]): Generator<Binding> {
    const { instances } = this.#checkpoint;
    const defined = new Set<string>();
    instances.forEach((instance, index) => {
      for (const kind of objectKinds) {
        const imported = modules[index]?.imported[kind] ?? 0;
        for (const address of instance[spaceOf[kind]].slice(imported)) defined.add(`${kind} ${address}`);
      }
    });
    for (const [index, instance] of instances.entries()) {
      const next = { memory: 0, table: 0, global: 0, tag: 0 };
      for (const names of modules[index]?.imports ?? []) {
        const { kind } = names.type;
        if (kind === 'func') continue;
        const place = next[kind]++;
        const address = instance[spaceOf[kind]][place];
        if (address === undefined || defined.has(`${kind} ${address}`)) continue;
        yield { kind, address, names, path: `instances[${index}].${spaceOf[kind]}[${place}]` };
      }
    }
  }

  #take(kind: ObjectKind, address: number, object: EngineObject, { module, name }: Import, path: string): void {
    for (const [other, taken] of this.#known[kind]) {
      // clause: valid-host-object
      if (taken === object) throw fault('CKPT3155', { kind, module, name, other }, 0, path);
    }
    this.#set(kind, address, object);
    this.#names.set(object, { module, name });
    this.hosts.push({ kind, address });
    // clause: valid-host-object
    if (this.#hasOtherValue(kind, address)) throw fault('CKPT3157', { module, name }, 0, path);
    const excess = this.excess(kind, address);
    if (excess === undefined) return;
    // clause: valid-host-object
    const { found, expected } = excess;
    throw fault('CKPT3156', { kind, module, name, what: 'size', found: `${found}`, expected: `${expected}` }, 0, path);
  }

  /** Takes what an instance defines, and gives it the sizes that the checkpoint states. */
  define(instance: Instance, instanceidx: number): void {
    const captured = this.#checkpoint.instances[instanceidx];
    if (captured === undefined) return;
    const { imported } = instance.program.module;
    for (const kind of objectKinds) {
      const objects: readonly EngineObject[] = instance[spaceOf[kind]];
      for (let index = imported[kind]; index < objects.length; index++) {
        const address = captured[spaceOf[kind]][index];
        const object = objects[index];
        if (address === undefined || object === undefined) continue;
        this.#set(kind, address, object);
        this.grow(kind, address);
        if (kind === 'memory') this.zeroed.add(address);
      }
    }
  }

  /** Gives a memory or table the size that the checkpoint states; CKPT9003 where there is no room. */
  grow(kind: ObjectKind, address: number): void {
    if (kind === 'memory') this.#growMemory(address);
    else if (kind === 'table') this.#growTable(address);
  }

  /** The size of a memory or table that has more than the checkpoint states, which nothing takes away. */
  excess(kind: ObjectKind, address: number): { readonly found: bigint; readonly expected: bigint } | undefined {
    const sizes =
      kind === 'memory' ? this.#memorySizes(address) : kind === 'table' ? this.#tableSizes(address) : undefined;
    return sizes !== undefined && sizes.found > sizes.expected ? sizes : undefined;
  }

  /** Whether an immutable global has another number, or a null where there is none; references cannot be compared yet. */
  #hasOtherValue(kind: ObjectKind, address: number): boolean {
    const global = kind === 'global' ? this.#checkpoint.globals[address] : undefined;
    if (global === undefined || global.type.mutable) return false;
    const { value } = global;
    // A host that has no word for vectors cannot offer them.
    if (value.kind === 'v128') return false;
    const found = this.get('global', address).get();
    if (value.kind === 'i32' || value.kind === 'i64' || value.kind === 'f32' || value.kind === 'f64') {
      return !Object.is(found, engineNumber(value));
    }
    return (value.kind === 'null') !== (found === null);
  }

  #memorySizes(address: MemAddr): { readonly found: bigint; readonly expected: bigint } | undefined {
    const memory = this.#checkpoint.memories[address];
    if (memory === undefined) return undefined;
    return { found: BigInt(this.get('memory', address).bytes().length), expected: memoryBytes(memory.type) };
  }

  #tableSizes(address: TableAddr): { readonly found: bigint; readonly expected: bigint } | undefined {
    const table = this.#checkpoint.tables[address];
    if (table === undefined) return undefined;
    return { found: this.get('table', address).length, expected: table.type.limits.min };
  }

  #set(kind: ObjectKind, address: number, object: EngineObject): void {
    (this.#known[kind] as Map<number, EngineObject>).set(address, object);
  }

  #growMemory(address: MemAddr): void {
    const type = this.#checkpoint.memories[address]?.type;
    if (type === undefined) return;
    const memory = this.get('memory', address);
    const missing = memoryBytes(type) - BigInt(memory.bytes().length);
    if (missing > 0n && !memory.grow(missing >> BigInt(type.pageSizeLog2))) {
      // clause: exec-restore-resources
      throw fault('CKPT9003', { what: `a memory of ${memoryBytes(type)} bytes` }, 0, `memories[${address}]`);
    }
  }

  #growTable(address: TableAddr): void {
    const type = this.#checkpoint.tables[address]?.type;
    if (type === undefined) return;
    const table = this.get('table', address);
    const missing = type.limits.min - table.length;
    // A table without nulls grows by entries that are there: each is replaced later.
    const value = type.element.nullable ? null : table.length > 0n ? table.get(0n) : null;
    if (missing > 0n && !table.grow(missing, value)) {
      // clause: exec-restore-resources
      throw fault('CKPT9003', { what: `a table of ${type.limits.min} entries` }, 0, `tables[${address}]`);
    }
  }
}
