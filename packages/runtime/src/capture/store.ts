import type {
  ArrayObject,
  Exception,
  Global,
  HostRef,
  Ref,
  Struct,
  Table,
  TableRun,
  Tag,
} from '@wasm-checkpoint/format';
import { fault, sameRef } from '@wasm-checkpoint/format';
import type { Addresses } from './addresses.js';
import type {
  ArrayState,
  ExceptionState,
  GlobalState,
  HostRefState,
  HostStateSource,
  StructState,
  TableState,
  TagState,
} from './state.js';
import type { TypeCollector } from './types.js';

/** The contents of the objects of the store, by addresses. Spec: execution, Capture, step 8. */
export class StoreCapture {
  readonly #types: TypeCollector;
  readonly #addresses: Addresses;
  /** The place of each descriptor of host state. */
  readonly #hostStates: ReadonlyMap<HostStateSource, number>;

  constructor(types: TypeCollector, addresses: Addresses, hostStates: readonly HostStateSource[]) {
    this.#types = types;
    this.#addresses = addresses;
    this.#hostStates = new Map(hostStates.map((state, index) => [state, index]));
  }

  /** A table without base, in maximal runs. */
  table(table: TableState, path: string): Table {
    const runs: { readonly kind: 'ref'; length: bigint; readonly ref: Ref }[] = [];
    let size = 0n;
    for (const { length, ref: state } of table.runs()) {
      if (length === 0n) continue;
      const ref = this.#addresses.ref(state, path, size);
      const last = runs.at(-1);
      if (last !== undefined && sameRef(last.ref, ref)) last.length += length;
      else runs.push({ kind: 'ref', length, ref });
      size += length;
    }
    const type = this.#types.tabletype(table.type.module, table.type.type, size);
    return { type, base: { kind: 'none' }, runs: runs satisfies TableRun[] };
  }

  global(global: GlobalState, path: string): Global {
    const { module, type } = global.type;
    return {
      type: { type: this.#types.valtype(module, type.type), mutable: type.mutable },
      value: this.#addresses.value(global.value(), `${path}.value`),
    };
  }

  tag({ type }: TagState): Tag {
    return { type: this.#types.index(type.module, type.typeidx) };
  }

  struct(struct: StructState, path: string): Struct {
    return {
      type: this.#types.index(struct.type.module, struct.type.typeidx),
      fields: struct.fields().map((field, index) => this.#addresses.field(field, `${path}.fields`, index)),
    };
  }

  array(array: ArrayState, path: string): ArrayObject {
    const elements = array.elements();
    return {
      type: this.#types.index(array.type.module, array.type.typeidx),
      elements:
        elements.storage === 'ref'
          ? {
              storage: 'ref',
              refs: elements.refs.map((ref, index) => this.#addresses.ref(ref, `${path}.elements.refs`, index)),
            }
          : elements,
    };
  }

  exception(exception: ExceptionState, path: string): Exception {
    return {
      tag: this.#addresses.tags.address(exception.tag),
      args: exception.args().map((value, index) => this.#addresses.value(value, `${path}.args`, index)),
    };
  }

  /** An object of the host; CKPT4015 without descriptor. */
  hostRef({ descriptor }: HostRefState, path: string): HostRef {
    const state = descriptor === undefined ? undefined : this.#hostStates.get(descriptor.state);
    // clause: exec-capture-refuse
    if (descriptor === undefined || state === undefined) throw fault('CKPT4015', {}, 0, path);
    return { state, payload: descriptor.payload };
  }
}
