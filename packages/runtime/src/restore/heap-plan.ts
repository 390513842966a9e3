import { type ArrayObject, type Checkpoint, type Ref, sameRef, type Value } from '@wasm-checkpoint/format';
import { openModule, type SectionContents, type Subtype } from '@wasm-checkpoint/wasm';
import type { Engine } from '../engine.js';
import { makerModule } from '../objects/maker-module.js';
import { bitsSize } from '../objects/storage.js';
import { moduleTypes } from '../objects/types.js';
import type { CompiledSide } from '../programs/program.js';
import { referredExceptions } from './referred-exceptions.js';

/** A structure, array or exception by its address. */
export interface HeapObject {
  readonly kind: 'struct' | 'array' | 'exn';
  readonly address: number;
}

/** Where an array of numbers that does not change lies in the data of the maker, in bytes. */
interface ArrayData {
  readonly offset: number;
}

/** What making the structures, arrays and exceptions of a checkpoint takes, found out once. */
export class HeapPlan {
  readonly checkpoint: Checkpoint;
  readonly types: SectionContents['type'];
  /** The compiled maker; undefined where there is nothing to make. */
  readonly maker: CompiledSide | undefined;
  /** The exceptions that references refer to; what legacy handlers have caught needs none. */
  readonly exceptions: ReadonlySet<number>;
  readonly #data = new Map<number, ArrayData>();

  constructor(engine: Engine, checkpoint: Checkpoint) {
    this.checkpoint = checkpoint;
    this.types = moduleTypes(checkpoint);
    const { exceptions, features, tags } = checkpoint;
    this.exceptions = referredExceptions(checkpoint);
    if (!features.includes('gc') && this.exceptions.size === 0) return;
    const fixed = new Map<number, Set<number>>();
    const bytes: Uint8Array[] = [];
    let offset = 0;
    checkpoint.arrays.forEach((array, address) => {
      if (this.isMutable(array)) return;
      const { elements } = array;
      if (elements.storage === 'ref') {
        if (!this.isUniform(array))
          fixed.set(array.type, (fixed.get(array.type) ?? new Set()).add(elements.refs.length));
        return;
      }
      this.#data.set(address, { offset });
      bytes.push(elements.bytes);
      offset += elements.bytes.length;
    });
    const module = makerModule({
      types: this.types,
      gc: features.includes('gc'),
      fixed,
      data: joined(bytes, offset),
      tags: new Map(
        exceptions.flatMap(({ tag }, address) => (this.exceptions.has(address) ? [[tag, tags[tag]?.type ?? 0]] : [])),
      ),
    });
    this.maker = { module: engine.compile(module), imports: openModule(module).imports };
  }

  type(typeidx: number): Subtype['composite'] | undefined {
    return this.types.types[typeidx]?.composite;
  }

  isMutable({ type }: ArrayObject): boolean {
    const composite = this.type(type);
    return composite?.kind === 'array' && composite.field.mutable;
  }

  /** Whether an array consists of one and the same reference, so that it can be made at any length. */
  isUniform({ elements }: ArrayObject): boolean {
    if (elements.storage !== 'ref') return false;
    const [first, ...others] = elements.refs;
    return first !== undefined && others.every((each) => sameRef(each, first));
  }

  /** Offset of an array's elements in the data of the maker. */
  dataOffset(address: number): number {
    return this.#data.get(address)?.offset ?? 0;
  }

  /** The number of elements of an array. */
  length({ elements }: ArrayObject): number {
    return elements.storage === 'ref' ? elements.refs.length : elements.bytes.length / bitsSize[elements.storage];
  }

  /** The objects that have to exist before one can be made: those in its parts that do not change. */
  needs({ kind, address }: HeapObject): readonly HeapObject[] {
    const { structs, arrays, exceptions } = this.checkpoint;
    if (kind === 'exn') return (exceptions[address]?.args ?? []).flatMap(objectOf);
    if (kind === 'array') {
      const array = arrays[address];
      if (array === undefined || array.elements.storage !== 'ref' || this.isMutable(array)) return [];
      return array.elements.refs.flatMap(objectOf);
    }
    const struct = structs[address];
    const composite = this.type(struct?.type ?? -1);
    if (struct === undefined || composite?.kind !== 'struct') return [];
    return struct.fields.flatMap((field, index) =>
      composite.fields[index]?.mutable === true || field.kind === 'i8' || field.kind === 'i16' ? [] : objectOf(field),
    );
  }
}

/** The object that a reference refers to, if it is one that has to be made. */
export function objectOf(value: Value): readonly HeapObject[] {
  const ref: Ref | Value = value.kind === 'extern' ? value.internal : value;
  return ref.kind === 'struct' || ref.kind === 'array' || ref.kind === 'exn'
    ? [{ kind: ref.kind, address: ref.address }]
    : [];
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
