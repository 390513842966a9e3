import {
  type Field,
  type FuncRef,
  fault,
  type InternalRef,
  type Ref,
  type Slot,
  type Value,
} from '@wasm-checkpoint/format';
import type {
  ArrayState,
  ExceptionState,
  FieldState,
  FuncState,
  GlobalState,
  HostFuncState,
  HostRefState,
  InstanceState,
  InternalRefState,
  MemoryState,
  RefState,
  SlotState,
  StructState,
  TableState,
  TagState,
  ValueState,
} from './state.js';

/** Objects of one kind in the order in which they were met; the place of each is its address. */
export class AddressSpace<Kind extends object> {
  readonly objects: Kind[] = [];
  readonly #addresses = new Map<Kind, number>();

  /** The address of an object, a new one for a new object. */
  address(object: Kind): number {
    let address = this.#addresses.get(object);
    if (address === undefined) {
      address = this.objects.length;
      this.#addresses.set(object, address);
      this.objects.push(object);
    }
    return address;
  }

  /** The address of an object that was met. */
  known(object: Kind): number | undefined {
    return this.#addresses.get(object);
  }
}

/** The path of an item of a list, made only for a diagnostic. */
const words = (path: string, index: number | bigint | undefined): string =>
  index === undefined ? path : `${path}[${index}]`;

/** The instances that are in the checkpoint, in the order of instantiation. */
export interface InstanceOrder {
  /** The index of an instance, which is noted as reached; throws CKPT4018 for one that the program state lacks. */
  index(instance: InstanceState, path: string, item?: number | bigint): number;
}

/** Functions of the host by names and type. */
export interface HostFuncOrder {
  address(func: HostFuncState): number;
}

/**
 * Gives each object of a program an address, once: two references are to the same object exactly when they get the same
 * address. Spec: execution, Capture, step 3.
 */
export class Addresses {
  readonly tables = new AddressSpace<TableState>();
  readonly memories = new AddressSpace<MemoryState>();
  readonly globals = new AddressSpace<GlobalState>();
  readonly tags = new AddressSpace<TagState>();
  readonly structs = new AddressSpace<StructState>();
  readonly arrays = new AddressSpace<ArrayState>();
  readonly exceptions = new AddressSpace<ExceptionState>();
  readonly hostRefs = new AddressSpace<HostRefState>();
  readonly #instances: InstanceOrder;
  readonly #hostFuncs: HostFuncOrder;

  constructor(instances: InstanceOrder, hostFuncs: HostFuncOrder) {
    this.#instances = instances;
    this.#hostFuncs = hostFuncs;
  }

  func(func: FuncState, path: string, index?: number | bigint): FuncRef {
    return func.kind === 'func'
      ? { kind: 'func', instance: this.#instances.index(func.instance, path, index), funcidx: func.funcidx }
      : { kind: 'host-func', address: this.#hostFuncs.address(func.func) };
  }

  internal(ref: InternalRefState): InternalRef {
    switch (ref.kind) {
      case 'i31':
        return { kind: 'i31', value: ref.value };
      case 'struct':
        return { kind: 'struct', address: this.structs.address(ref.object) };
      case 'array':
        return { kind: 'array', address: this.arrays.address(ref.object) };
      case 'host':
        return { kind: 'host', address: this.hostRefs.address(ref.object) };
    }
  }

  /** A reference by addresses; CKPT4013 for one that the route could not identify. */
  ref(ref: RefState, path: string, index?: number | bigint): Ref {
    switch (ref.kind) {
      case 'null':
        return { kind: 'null', hierarchy: ref.hierarchy };
      case 'func':
      case 'host-func':
        return this.func(ref, path, index);
      case 'extern':
        return { kind: 'extern', internal: this.internal(ref.internal) };
      case 'exn':
        return { kind: 'exn', address: this.exceptions.address(ref.object) };
      case 'opaque':
        throw fault('CKPT4013', { reason: ref.reason }, 0, words(path, index)); // clause: exec-capture-complete
      default:
        return this.internal(ref);
    }
  }

  /** A value by addresses; CKPT4011 to CKPT4013 for one that the route does not have. */
  value(value: ValueState, path: string, index?: number | bigint): Value {
    switch (value.kind) {
      case 'i32':
      case 'i64':
      case 'f32':
      case 'f64':
      case 'v128':
        return value;
      case 'lost':
        throw fault('CKPT4011', { reason: value.reason }, 0, words(path, index)); // clause: exec-capture-complete
      case 'bits-lost':
        throw fault('CKPT4012', { reason: value.reason }, 0, words(path, index)); // clause: exec-capture-bits
      default:
        return this.ref(value, path, index);
    }
  }

  field(field: FieldState, path: string, index?: number | bigint): Field {
    return field.kind === 'i8' || field.kind === 'i16' ? field : this.value(field, path, index);
  }

  /** A local that is live. */
  local(slot: SlotState, path: string, local: number): Slot {
    // clause: exec-capture-refuse
    if (slot.kind === 'lost') throw fault('CKPT4010', { local, reason: slot.reason }, 0, words(path, local));
    return slot.kind === 'unset' ? slot : this.value(slot, path, local);
  }
}
