import { heapCode, plainCode, typeCode } from '../codes/types.js';
import type { CompType, FieldType, HeapType, RecType, Sha256, StorageType, TypeIdx } from '../syntax/index.js';
import { DigestStream, DigestWriter } from './stream.js';

const TYPE = 3;
const IN_GROUP = 0;
const OTHER = 1;

interface Group {
  readonly start: TypeIdx;
  readonly type: RecType;
}

/** The digests of the defined types of a checkpoint, each computed once; clause digest-type. */
export class TypeDigests {
  readonly #sha256: Sha256;
  readonly #groupOf: Group[] = [];
  /** By type; computed in order, since a type refers to its own group and earlier ones, so that nothing recurses. */
  readonly #digests: Uint8Array[] = [];

  constructor(types: readonly RecType[], sha256: Sha256) {
    this.#sha256 = sha256;
    for (const type of types) {
      const group = { start: this.#groupOf.length, type };
      for (let count = 0; count < type.length; count++) this.#groupOf.push(group);
    }
  }

  /** `type(x)`, 32 bytes. */
  digest(index: TypeIdx): Uint8Array {
    for (let group = this.#groupOf[this.#digests.length]; this.#digests.length <= index; ) {
      if (group === undefined) throw new RangeError(`there is no type ${index}`);
      const digest = this.#group(group);
      for (let position = 0; position < group.type.length; position++) {
        const writer = new DigestWriter();
        writer.u8(TYPE);
        writer.bytes(digest);
        writer.u32(position);
        this.#digests.push(this.#sha256.digest(writer.take()));
      }
      group = this.#groupOf[this.#digests.length];
    }
    return this.#digests[index] as Uint8Array;
  }

  /** A storage type outside of groups. */
  storage(writer: DigestWriter, type: StorageType): void {
    this.#storage(writer, type, undefined);
  }

  #group(group: Group): Uint8Array {
    const stream = new DigestStream(this.#sha256, 'wasm-checkpoint rectype 1');
    stream.u32(group.type.length);
    for (const { final, supertypes, composite } of group.type) {
      stream.u8(final ? 1 : 0);
      stream.u8(supertypes.length);
      for (const supertype of supertypes) this.#use(stream, supertype, group);
      this.#composite(stream, composite, group);
    }
    return stream.digest();
  }

  #composite(writer: DigestWriter, type: CompType, group: Group): void {
    switch (type.kind) {
      case 'func':
        writer.u8(typeCode['comp-func']);
        for (const types of [type.params, type.results]) {
          writer.u32(types.length);
          for (const each of types) this.#storage(writer, each, group);
        }
        break;
      case 'struct':
        writer.u8(typeCode['comp-struct']);
        writer.u32(type.fields.length);
        for (const field of type.fields) this.#field(writer, field, group);
        break;
      case 'array':
        writer.u8(typeCode['comp-array']);
        this.#field(writer, type.element, group);
        break;
    }
  }

  #field(writer: DigestWriter, { storage, mutable }: FieldType, group: Group): void {
    this.#storage(writer, storage, group);
    writer.u8(mutable ? 1 : 0);
  }

  #storage(writer: DigestWriter, type: StorageType, group: Group | undefined): void {
    if (typeof type === 'string') {
      writer.u8(plainCode[type]);
      return;
    }
    writer.u8(typeCode[type.nullable ? 'ref-null' : 'ref']);
    this.#heap(writer, type.heap, group);
  }

  #heap(writer: DigestWriter, heap: HeapType, group: Group | undefined): void {
    if (typeof heap === 'number') this.#use(writer, heap, group);
    else writer.u8(heapCode[heap]);
  }

  #use(writer: DigestWriter, index: TypeIdx, group: Group | undefined): void {
    if (group !== undefined && this.#groupOf[index] === group) {
      writer.u8(IN_GROUP);
      writer.u32(index - group.start);
    } else {
      writer.u8(OTHER);
      writer.bytes(this.digest(index));
    }
  }
}
