import { type Checkpoint, fault, type Ref } from '@wasm-checkpoint/format';
import type { EngineValue } from '../engine.js';
import type { Instance } from '../store/instance.js';
import type { RestoreHost } from './host.js';

/** Makes the references of a checkpoint those of an engine: the same object for the same address. Clause exec-restore-identity. */
export class ReferenceMaker {
  readonly #checkpoint: Checkpoint;
  readonly #instances: readonly Instance[];
  readonly #host: RestoreHost;
  readonly #hostRefs: EngineValue[] = [];

  constructor(checkpoint: Checkpoint, instances: readonly Instance[], host: RestoreHost) {
    this.#checkpoint = checkpoint;
    this.#instances = instances;
    this.#host = host;
  }

  /** Obtains all objects of the host, so that none is missing later. */
  obtainHostRefs(): void {
    for (const address of this.#checkpoint.hostRefs.keys()) this.#hostRef(address);
  }

  make(ref: Ref): EngineValue {
    switch (ref.kind) {
      case 'null':
        return null;
      case 'func':
        return this.#instances[ref.instance]?.funcref(ref.funcidx);
      case 'host-func':
        return this.#hostFunc(ref.address);
      case 'extern':
        if (ref.internal.kind === 'host') return this.#hostRef(ref.internal.address);
        return this.#unsupported(ref.internal.kind);
      case 'host':
        return this.#hostRef(ref.address);
      default:
        return this.#unsupported(ref.kind);
    }
  }

  /** A function of the host, as an instance has it that imports it. */
  #hostFunc(address: number): EngineValue {
    const { instances } = this.#checkpoint;
    for (const [index, instance] of instances.entries()) {
      const funcidx = instance.funcs.findIndex((func) => func.kind === 'host-func' && func.address === address);
      if (funcidx >= 0) return this.#instances[index]?.funcref(funcidx);
    }
    return this.#unsupported('host-func');
  }

  #hostRef(address: number): EngineValue {
    if (!(address in this.#hostRefs)) {
      const ref = this.#checkpoint.hostRefs[address];
      const state = this.#checkpoint.hostStates[ref?.state ?? -1];
      const value = ref === undefined || state === undefined ? undefined : this.#host.obtainRef?.(state, ref.payload);
      // clause: exec-restore-identity
      if (value === undefined) throw fault('CKPT4033', { name: state?.name ?? '' }, 0, `hostRefs[${address}]`);
      this.#hostRefs[address] = value;
    }
    return this.#hostRefs[address];
  }

  #unsupported(kind: string): never {
    // clause: exec-restore-engine
    throw fault('CKPT4030', { what: `a reference of kind ${kind}`, reason: 'it cannot be made' }, 0);
  }
}
