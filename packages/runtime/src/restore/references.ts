import { type Checkpoint, fault, type Ref } from '@wasm-checkpoint/format';
import type { EngineValue } from '../engine.js';
import type { Instance } from '../store/instance.js';
import type { Tape } from '../tape/tape.js';
import type { Heap } from './heap.js';
import type { RestoreHost } from './host.js';

/** Makes the references of a checkpoint those of an engine: the same object for the same address. Clause exec-restore-identity. */
export class ReferenceMaker {
  readonly #checkpoint: Checkpoint;
  readonly #instances: readonly Instance[];
  readonly #host: RestoreHost;
  readonly #hostRefs: EngineValue[] = [];
  /** The structures, arrays and exceptions; to be set before any reference to one is made. */
  heap: Heap | undefined;

  constructor(checkpoint: Checkpoint, instances: readonly Instance[], host: RestoreHost) {
    this.#checkpoint = checkpoint;
    this.#instances = instances;
    this.#host = host;
  }

  /** Obtains all objects of the host, so that none is missing later. */
  obtainHostRefs(): void {
    for (const address of this.#checkpoint.hostRefs.keys()) this.#hostRef(address);
  }

  /** A reference as the host holds it; not for exceptions, which it cannot hold. */
  make(ref: Ref): EngineValue {
    const host = (address: number): EngineValue => this.#hostRef(address);
    switch (ref.kind) {
      case 'null':
        return null;
      case 'func':
        return this.#instances[ref.instance]?.funcref(ref.funcidx);
      case 'host-func':
        return this.#hostFunc(ref.address);
      case 'extern':
        if (this.heap === undefined) return ref.internal.kind === 'host' ? host(ref.internal.address) : unmade(ref);
        return this.heap.external(ref.internal, host);
      case 'exn':
        return unmade(ref);
      default:
        return this.heap === undefined ? unmade(ref) : this.heap.internal(ref, host);
    }
  }

  /** The place of a reference in the table of its hierarchy. */
  place(tape: Tape, ref: Ref): number {
    if (ref.kind === 'null') return 0;
    if (ref.kind === 'exn') return this.heap?.exception(ref.address) ?? 0;
    return tape.references(hierarchyOfRef(ref)).put(this.make(ref));
  }

  /** A function of the host, as an instance has it that imports it. */
  #hostFunc(address: number): EngineValue {
    const { instances } = this.#checkpoint;
    for (const [index, instance] of instances.entries()) {
      const funcidx = instance.funcs.findIndex((func) => func.kind === 'host-func' && func.address === address);
      if (funcidx >= 0) return this.#instances[index]?.funcref(funcidx);
    }
    return unmade({ kind: 'host-func', address });
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
}

function hierarchyOfRef({ kind }: Exclude<Ref, { kind: 'null' | 'exn' }>): 'func' | 'extern' | 'any' {
  if (kind === 'func' || kind === 'host-func') return 'func';
  return kind === 'extern' ? 'extern' : 'any';
}

function unmade({ kind }: Ref): never {
  // clause: exec-restore-engine
  throw fault('CKPT4030', { what: `a reference of kind ${kind}`, reason: 'it cannot be made' }, 0);
}
