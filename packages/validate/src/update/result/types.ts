import type {
  AbsHeapType,
  CompType,
  ExternType,
  FieldType,
  HeapType,
  RecType,
  RefType,
  StorageType,
  SubType,
  TypeIdx,
  ValType,
} from '@wasm-checkpoint/format';
import {
  absheaptype,
  type Comptype,
  type Fieldtype,
  heapOf,
  isConcrete,
  isNullable,
  isRef,
  type Recgroup,
  typeidxOf,
  type Valtype,
  valtypeText,
} from '@wasm-checkpoint/wasm';
import type { ClosedExtern } from '../../externtype.js';
import type { TypeIndices, Types } from '../../types.js';

/** Types `first` to `first + size` of the universe, a recursive group. */
interface Group {
  readonly first: number;
  readonly size: number;
}

/**
 * The types of a checkpoint, to which those of modules are added as they are needed: each recursive group once, behind all
 * that it refers to. Clauses syn-type-closed, syn-type-distinct.
 */
export class TypeWriter {
  readonly #types: Types;
  readonly #groups: RecType[];
  /** The type index in the checkpoint by the index in the universe. */
  readonly #known = new Map<number, TypeIdx>();
  /** The recursive group of each type of the universe that a source has. */
  readonly #groupOf = new Map<number, Group>();
  #count = 0;

  /** Begins with the types that the checkpoint has, which `indices` leads to the universe. */
  constructor(types: Types, groups: readonly RecType[], indices: TypeIndices) {
    this.#types = types;
    this.#groups = [...groups];
    for (const index of indices) {
      if (!this.#known.has(index)) this.#known.set(index, this.#count);
      this.#count += 1;
    }
  }

  /** The groups of the checkpoint, with those that were needed. */
  get groups(): readonly RecType[] {
    return this.#groups;
  }

  /** Makes the groups of a source known, so that its types can be written. */
  addSource(groups: readonly Pick<Recgroup, 'first' | 'size'>[], indices: TypeIndices): void {
    for (const { first, size } of groups) {
      const start = indices[first];
      if (start === undefined) continue;
      for (let member = 0; member < size; member++) this.#groupOf.set(start + member, { first: start, size });
    }
  }

  /** The type index in the checkpoint of a defined type of the universe. */
  index(type: number): TypeIdx {
    const known = this.#known.get(type);
    if (known !== undefined) return known;
    for (const group of this.#missing(type)) this.#write(group);
    const written = this.#known.get(type);
    if (written === undefined) throw new RangeError(`there is no type ${type}`);
    return written;
  }

  /** The groups that a type needs and that are not written, in the order of the universe, which is a legal one. */
  #missing(type: number): readonly Group[] {
    const needed = new Map<number, Group>();
    const open = [type];
    for (let each = open.pop(); each !== undefined; each = open.pop()) {
      const group = this.#groupOf.get(each);
      if (group === undefined || this.#known.has(each) || needed.has(group.first)) continue;
      needed.set(group.first, group);
      for (let member = group.first; member < group.first + group.size; member++)
        open.push(...this.#references(member));
    }
    return [...needed.values()].sort((left, right) => left.first - right.first);
  }

  #references(type: number): readonly number[] {
    const subtype = this.#types.universe.types[type];
    if (subtype === undefined) return [];
    const used = storagesOf(subtype.composite).flatMap((storage) =>
      isRef(storage) && isConcrete(heapOf(storage)) ? [typeidxOf(heapOf(storage))] : [],
    );
    return [...subtype.supers, ...used];
  }

  #write({ first, size }: Group): void {
    for (let member = 0; member < size; member++) this.#known.set(first + member, this.#count + member);
    this.#count += size;
    const group: SubType[] = [];
    for (let type = first; type < first + size; type++) {
      const subtype = this.#types.universe.types[type];
      if (subtype === undefined) continue;
      const { final, supers, composite } = subtype;
      group.push({ final, supertypes: supers.map((each) => this.index(each)), composite: this.#composite(composite) });
    }
    this.#groups.push(group);
  }

  #composite(type: Comptype): CompType {
    switch (type.kind) {
      case 'func': {
        const { params, results } = type;
        const valtype = (each: Valtype): ValType => this.valtype(each);
        return { kind: 'func', params: params.map(valtype), results: results.map(valtype) };
      }
      case 'struct':
        return { kind: 'struct', fields: type.fields.map((field) => this.#field(field)) };
      case 'array':
        return { kind: 'array', element: this.#field(type.field) };
    }
  }

  #field({ storage, mutable }: Fieldtype): FieldType {
    return { storage: this.#storage(storage), mutable };
  }

  #storage(type: Valtype): StorageType {
    return isRef(type) ? this.#reftype(type) : (valtypeText(type) as StorageType);
  }

  #reftype(type: Valtype): RefType {
    const heap = heapOf(type);
    const written: HeapType = isConcrete(heap)
      ? this.index(typeidxOf(heap))
      : ((absheaptype(heap)?.name as AbsHeapType | undefined) ?? 'any');
    return { nullable: isNullable(type), heap: written };
  }

  /** A closed value type in the form of the checkpoint. */
  valtype(type: Valtype): ValType {
    return this.#storage(type) as ValType;
  }

  /** A closed external type in the form of the checkpoint. */
  externtype(type: ClosedExtern): ExternType {
    switch (type.kind) {
      case 'func':
      case 'tag':
        return { kind: type.kind, type: this.index(type.type ?? -1) };
      case 'table': {
        const { address, element } = type;
        return { kind: 'table', type: { element: this.#reftype(element), address, limits: limits(type) } };
      }
      case 'memory': {
        const { address, shared } = type;
        const pageSizeLog2 = type.pageSizeLog2 === 0 ? 0 : 16;
        return { kind: 'memory', type: { address, limits: limits(type), shared, pageSizeLog2 } };
      }
      case 'global':
        return { kind: 'global', type: { type: this.valtype(type.type), mutable: type.mutable } };
    }
  }
}

const limits = ({ min, max }: { readonly min: bigint; readonly max: bigint | undefined }) =>
  max === undefined ? { min } : { min, max };

function storagesOf(type: Comptype): readonly Valtype[] {
  switch (type.kind) {
    case 'func':
      return [...type.params, ...type.results];
    case 'struct':
      return type.fields.map(({ storage }) => storage);
    case 'array':
      return [type.field.storage];
  }
}
