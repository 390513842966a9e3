import type { Hierarchy } from '@wasm-checkpoint/format';
import type { FuncState, InstanceState, RefState } from '../capture/index.js';
import type { Engine, EngineValue } from '../engine.js';
import { definition } from '../store/bindings.js';
import type { Instance } from '../store/instance.js';
import type { ObjectView } from './objects.js';

const NULLS: Readonly<Record<Hierarchy, RefState>> = {
  any: { kind: 'null', hierarchy: 'any' },
  extern: { kind: 'null', hierarchy: 'extern' },
  func: { kind: 'null', hierarchy: 'func' },
  exn: { kind: 'null', hierarchy: 'exn' },
};

/** Tells what references refer to. */
export class ReferenceView {
  readonly #engine: Engine;
  readonly #instances: () => readonly Instance[];
  readonly #state: (instance: Instance) => InstanceState;
  readonly #funcs = new WeakMap<object, FuncState>();
  readonly #objects: ObjectView;

  constructor(
    engine: Engine,
    instances: () => readonly Instance[],
    state: (instance: Instance) => InstanceState,
    objects: ObjectView,
  ) {
    this.#objects = objects;
    this.#engine = engine;
    this.#instances = instances;
    this.#state = state;
  }

  /** A reference of a hierarchy. */
  state(hierarchy: Hierarchy, value: EngineValue): RefState {
    if (value === null) return NULLS[hierarchy];
    switch (hierarchy) {
      case 'func':
        return (
          this.#func(value) ?? { kind: 'opaque', reason: 'a function that no instance of the store defines or imports' }
        );
      case 'extern':
        return { kind: 'extern', internal: this.#objects.external(value) };
      case 'any':
        return this.#objects.internal(value);
      case 'exn':
        return { kind: 'opaque', reason: 'an exception that the host holds' };
    }
  }

  /** What a function of an instance is, as a reference. */
  definition(instance: Instance, funcidx: number): FuncState {
    const found = definition({ instance, funcidx });
    return found.kind === 'host-func'
      ? found
      : { kind: 'func', instance: this.#state(found.instance), funcidx: found.funcidx };
  }

  #func(value: EngineValue): FuncState | undefined {
    if (typeof value !== 'object' && typeof value !== 'function') return undefined;
    if (value === null) return undefined;
    let state = this.#funcs.get(value);
    if (state === undefined) {
      state = this.#identified(value);
      if (state !== undefined) this.#funcs.set(value, state);
    }
    return state;
  }

  #identified(value: object): FuncState | undefined {
    const hint = this.#engine.funcidx?.(value);
    for (const instance of this.#instances()) {
      const { instrumented, module } = instance.program;
      const confirmed = (funcidx: number): boolean => instance.funcref(funcidx) === value;
      const funcidx = hint === undefined ? undefined : instrumented.originalFuncidx(hint);
      if (funcidx !== undefined && confirmed(funcidx)) return this.definition(instance, funcidx);
      if (hint !== undefined) continue;
      const found = module.funcs.findIndex((_, index) => confirmed(index));
      if (found >= 0) return this.definition(instance, found);
    }
    return undefined;
  }
}
