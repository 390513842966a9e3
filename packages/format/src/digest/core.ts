import type { ModuleBases } from '../image/resolve.js';
import type { Checkpoint, Frame, HostRefAddr, Instance, ModuleIdx, Sha256, Thread } from '../syntax/index.js';
import { Numbering } from './numbering.js';
import { writeObject } from './objects.js';
import { DigestStream } from './stream.js';
import { TypeDigests } from './types.js';
import { ValueWriter } from './values.js';

/** The liveness analysis of the modules, injected, since it takes their code; clause digest-liveness. */
export interface Liveness {
  /** Of a function of a module of the checkpoint, for each local, whether it is live at the body offset. */
  liveLocals(module: ModuleIdx, funcidx: number, offset: number): readonly boolean[];
}

export interface CoreOptions {
  readonly sha256: Sha256;
  readonly liveness: Liveness;
  /** Needed for tables with a module base. */
  readonly modules?: ModuleBases;
}

export interface CoreDigest {
  /** 32 bytes. */
  readonly digest: Uint8Array;
  /** The host references that the configuration reaches, in the order of their numbers. */
  readonly hostRefs: readonly HostRefAddr[];
}

/** The core digest of a checkpoint whose memories have these digests, by address; clause digest-core. */
export function coreDigest(checkpoint: Checkpoint, memories: readonly Uint8Array[], options: CoreOptions): CoreDigest {
  return new Core(checkpoint, memories, options).digest();
}

class Core {
  readonly #checkpoint: Checkpoint;
  readonly #memories: readonly Uint8Array[];
  readonly #options: CoreOptions;
  readonly #stream: DigestStream;
  readonly #numbering = new Numbering();
  readonly #types: TypeDigests;
  readonly #values: ValueWriter;

  constructor(checkpoint: Checkpoint, memories: readonly Uint8Array[], options: CoreOptions) {
    this.#checkpoint = checkpoint;
    this.#memories = memories;
    this.#options = options;
    this.#stream = new DigestStream(options.sha256, 'wasm-checkpoint core 1');
    this.#types = new TypeDigests(checkpoint.types, options.sha256);
    this.#values = new ValueWriter(checkpoint, this.#types, this.#numbering);
  }

  digest(): CoreDigest {
    const { instances, threads } = this.#checkpoint;
    this.#stream.u64(instances.length);
    for (const instance of instances) this.#instance(instance);
    this.#stream.u64(threads.length);
    for (const thread of threads) this.#thread(thread);
    const context = {
      checkpoint: this.#checkpoint,
      memories: this.#memories,
      modules: this.#options.modules,
      types: this.#types,
      values: this.#values,
      numbering: this.#numbering,
    };
    for (let object = this.#numbering.take(); object !== undefined; object = this.#numbering.take()) {
      writeObject(context, this.#stream, object);
    }
    return { digest: this.#stream.digest(), hostRefs: this.#numbering.addresses('host') };
  }

  #instance(instance: Instance): void {
    const stream = this.#stream;
    const module = this.#checkpoint.modules[instance.module];
    if (module === undefined) throw new RangeError(`there is no module ${instance.module}`);
    stream.bytes(module.digest);
    stream.u64(module.length);
    stream.u64(instance.funcs.length);
    for (const func of instance.funcs) {
      stream.u8(func.kind === 'func' ? 0 : 1);
      if (func.kind === 'func') {
        stream.u32(func.instance);
        stream.u32(func.funcidx);
      }
    }
    const spaces = [
      ['table', instance.tables],
      ['memory', instance.memories],
      ['global', instance.globals],
      ['tag', instance.tags],
    ] as const;
    for (const [kind, addresses] of spaces) {
      stream.u64(addresses.length);
      for (const address of addresses) stream.u64(this.#numbering.number(kind, address));
    }
    stream.u64(instance.elems.length);
    for (const elem of instance.elems) {
      stream.u32(elem.index);
      stream.u8(elem.kind === 'dropped' ? 0 : 1);
      if (elem.kind === 'dropped') continue;
      stream.u64(elem.refs.length);
      for (const ref of elem.refs) this.#values.ref(stream, ref);
    }
    stream.u64(instance.datas.length);
    for (const data of instance.datas) stream.u32(data);
  }

  #thread({ status, frames }: Thread): void {
    const stream = this.#stream;
    stream.u8(status.kind === 'runnable' ? 0 : 1);
    if (status.kind === 'waiting') {
      stream.u64(this.#numbering.number('memory', status.memory));
      stream.u64(status.address);
      stream.u64(status.timeout);
      stream.u32(status.ticket);
    }
    stream.u64(frames.length);
    for (const frame of frames) this.#frame(frame);
  }

  #frame({ instance, funcidx, offset, locals, operands, caught }: Frame): void {
    const stream = this.#stream;
    const module = this.#checkpoint.instances[instance]?.module ?? 0;
    const live = this.#options.liveness.liveLocals(module, funcidx, offset);
    stream.u32(instance);
    stream.u32(funcidx);
    stream.u32(offset);
    stream.u64(locals.length);
    for (const [index, slot] of locals.entries()) this.#values.slot(stream, slot, live[index] ?? false);
    stream.u64(operands.length);
    for (const value of operands) this.#values.value(stream, value);
    stream.u64(caught.length);
    for (const address of caught) stream.u64(this.#numbering.number('exn', address));
  }
}
