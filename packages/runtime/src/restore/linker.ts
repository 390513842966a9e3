import { type Checkpoint, type FuncRef, fault } from '@wasm-checkpoint/format';
import type { Import } from '@wasm-checkpoint/wasm';
import type { HostFuncState } from '../capture/index.js';
import type { HostFunction } from '../engine.js';
import type { Program } from '../programs/program.js';
import { type Bound, definition, hostFunction, type Imports } from '../store/bindings.js';
import type { Store } from '../store/store.js';
import { type StoreObjects, spaceOf } from './objects.js';

/** Binds the imports of instances to what a checkpoint states. Spec: execution, Restore, step 2. */
export class Linker {
  readonly #checkpoint: Checkpoint;
  readonly #store: Store;
  readonly #objects: StoreObjects;
  readonly #imports: Imports;
  readonly #hostFuncs: HostFuncState[] = [];

  constructor(checkpoint: Checkpoint, store: Store, objects: StoreObjects, imports: Imports) {
    this.#checkpoint = checkpoint;
    this.#store = store;
    this.#objects = objects;
    this.#imports = imports;
  }

  /** What is given for the imports of an instance; those before it exist. Errors: CKPT3151. */
  bind(program: Program, instanceidx: number): readonly Bound[] {
    const instance = this.#checkpoint.instances[instanceidx];
    const next = { func: 0, memory: 0, table: 0, global: 0, tag: 0 };
    return program.module.imports.map((each) => {
      const { kind } = each.type;
      const place = next[kind]++;
      if (kind === 'func')
        return this.#func(program, each, instance?.funcs[place], `instances[${instanceidx}].funcs[${place}]`);
      return { given: this.#objects.get(kind, instance?.[spaceOf[kind]][place] ?? -1) };
    });
  }

  #func(program: Program, { type, ...names }: Import, ref: FuncRef | undefined, path: string): Bound {
    if (ref?.kind === 'func') {
      const instance = this.#store.instances[ref.instance];
      if (instance === undefined) throw new RangeError(`instance ${ref.instance} does not exist yet`);
      const { funcidx } = ref;
      return { given: instance.callable(funcidx), func: definition({ instance, funcidx }) };
    }
    const { module, name } = this.#checkpoint.hostFuncs[ref?.address ?? -1] ?? names;
    const func = this.#imports[module]?.[name];
    // clause: valid-host-func
    if (typeof func !== 'function') throw fault('CKPT3151', { module, name }, 0, path);
    const typeidx = type.kind === 'func' ? type.typeidx : 0;
    const state = this.#hostFunc(ref?.address ?? -1, { module, name, type: { module: program.module, typeidx } });
    const given = this.#store.boundary(hostFunction(program, typeidx, func as HostFunction));
    return { given, func: { kind: 'host-func', func: state } };
  }

  /** One function of the host for one address. */
  #hostFunc(address: number, state: HostFuncState): HostFuncState {
    this.#hostFuncs[address] ??= state;
    return this.#hostFuncs[address] ?? state;
  }
}
