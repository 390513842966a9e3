import type { HostFunc, InternalRef, Value } from '@wasm-checkpoint/format';
import { heapOf } from '@wasm-checkpoint/wasm';
import { hierarchyOf } from '../../constant.js';
import type { Constant } from '../../host/manifest.js';
import type { Offer } from '../../host/offers.js';
import type { NewBinding } from '../new-imports.js';
import type { Update } from '../update.js';
import type { Draft } from './draft.js';
import type { TypeWriter } from './types.js';

const sameBytes = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((byte, index) => byte === right[index]);

/** Binds imports of new modules to functions and objects of the host. */
export class Binder {
  readonly #update: Update;
  readonly #draft: Draft;
  readonly #types: TypeWriter;
  /** The objects that were made for offers that are not fresh. */
  readonly #made = new Map<Offer, number>();

  constructor(update: Update, draft: Draft, types: TypeWriter) {
    this.#update = update;
    this.#draft = draft;
    this.#types = types;
  }

  /** The address of the host function of a pair of names and a type of the universe. */
  func(module: string, name: string, type: number): number {
    const wanted: HostFunc = { module, name, type: this.#types.index(type) };
    const known = this.#draft.hostFuncs.findIndex(
      (each) => each.module === module && each.name === name && each.type === wanted.type,
    );
    return known >= 0 ? known : this.#draft.hostFuncs.push(wanted) - 1;
  }

  /** The address of the object for a binding. */
  object(binding: Exclude<NewBinding, { readonly kind: 'func' }>): number {
    if (binding.kind === 'existing') return binding.address;
    const { offer } = binding;
    const known = offer.object.fresh === true ? undefined : this.#made.get(offer);
    if (known !== undefined) return known;
    const address = this.#make(binding);
    this.#made.set(offer, address);
    return address;
  }

  #make({ type, value }: Extract<NewBinding, { readonly kind: 'made' }>): number {
    const draft = this.#draft;
    const extern = this.#types.externtype(type);
    switch (extern.kind) {
      case 'memory':
        return (
          draft.memories.push({
            type: extern.type,
            image: { base: { kind: 'zeros' }, blockSizeLog2: BLOCK_SIZE_LOG2, blocks: [] },
          }) - 1
        );
      case 'table': {
        const length = extern.type.limits.min;
        const heap = type.kind === 'table' ? heapOf(type.element) : 0;
        const ref = { kind: 'null', hierarchy: hierarchyOf(this.#update.context, heap) } as const;
        const runs = length === 0n ? [] : [{ kind: 'ref', length, ref } as const];
        return draft.tables.push({ type: extern.type, base: { kind: 'none' }, runs }) - 1;
      }
      case 'global': {
        const constant = value ?? ({ kind: 'i32', value: 0 } as const);
        return draft.globals.push({ type: extern.type, value: this.#value(constant) }) - 1;
      }
      case 'tag':
        return draft.tags.push({ type: extern.type }) - 1;
      case 'func':
        throw new RangeError('a function is no object');
    }
  }

  /** What a manifest states as a value of the draft; `constantFault` found nothing against it. */
  #value(constant: Constant): Value {
    switch (constant.kind) {
      case 'host-func': {
        const { module, name } = constant;
        const known = this.#draft.hostFuncs.findIndex((each) => each.module === module && each.name === name);
        if (known >= 0) return { kind: 'host-func', address: known };
        const [type = -1] = this.#update.host?.functions(constant) ?? [];
        return { kind: 'host-func', address: this.func(module, name, type) };
      }
      case 'extern':
        return { kind: 'extern', internal: this.#scalar(constant.internal) };
      case 'i31':
      case 'host':
        return this.#scalar(constant);
      default:
        return constant;
    }
  }

  #scalar(constant: Extract<Constant, { readonly kind: 'i31' | 'host' }>): InternalRef {
    if (constant.kind === 'i31') return constant;
    const { state: name, version, payload } = constant;
    const { hostRefs, hostStates } = this.#draft;
    const state = hostStates.findIndex((each) => each.name === name && each.version === version);
    const known = hostRefs.findIndex((each) => each.state === state && sameBytes(each.payload, payload));
    return { kind: 'host', address: known >= 0 ? known : hostRefs.push({ state, payload }) - 1 };
  }
}

/** The block size of images that have no blocks yet. */
export const BLOCK_SIZE_LOG2 = 16;
