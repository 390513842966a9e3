import type {
  AbsHeapType,
  CompType,
  ExternType,
  FieldType,
  HeapType,
  MemType,
  RecType,
  RefType,
  StorageType,
  SubType,
  TableType,
  TypeIdx,
  ValType,
} from '@wasm-checkpoint/format';
import {
  absheaptype,
  type Externtype,
  type Fieldtype,
  heapOf,
  isConcrete,
  isNullable,
  isRef,
  type Limits,
  type Memtype,
  type Module,
  type Subtype,
  type Tabletype,
  TypeUniverse,
  typeidxOf,
  type Valtype,
  valtypeText,
} from '@wasm-checkpoint/wasm';

/** Types `first` to `first + size` of the universe. */
interface Group {
  readonly first: number;
  readonly size: number;
}

/**
 * The types that a checkpoint needs, in their recursive groups, each group once and after those it refers to.
 *
 * Clauses syn-type-closed, syn-type-distinct, syn-supertype; spec/execution.md, Capture, step 4.
 */
export class TypeCollector {
  readonly #universe = new TypeUniverse();
  readonly #indices = new Map<Module, Uint32Array>();
  /** The group of each type of the universe. */
  readonly #groups: (Group | undefined)[] = [];
  /** The type index in the checkpoint by that of the universe, for the groups that were needed. */
  readonly #known = new Map<number, TypeIdx>();
  readonly #collected: RecType[] = [];
  #count = 0;

  /** The groups that were asked for so far. */
  get types(): readonly RecType[] {
    return this.#collected;
  }

  /** The type index in the checkpoint of a type of a module. */
  index(module: Module, typeidx: number): TypeIdx {
    return this.#index(this.#closed(module)[typeidx] ?? -1);
  }

  valtype(module: Module, type: Valtype): ValType {
    return this.#valtype(this.#universe.valtype(this.#closed(module), type));
  }

  reftype(module: Module, type: Valtype): RefType {
    const found = this.valtype(module, type);
    if (typeof found === 'string') throw new RangeError(`${found} is no reference type`);
    return found;
  }

  memtype({ addrtype, limits, shared, pageSizeLog2 = 16 }: Memtype, size: bigint): MemType {
    if (pageSizeLog2 !== 0 && pageSizeLog2 !== 16) throw new RangeError(`no page size of 2^${pageSizeLog2} bytes`);
    return { address: addrtype, limits: withSize(limits, size), shared, pageSizeLog2 };
  }

  tabletype(module: Module, { addrtype, limits, element }: Tabletype, size: bigint): TableType {
    return { element: this.reftype(module, element), address: addrtype, limits: withSize(limits, size) };
  }

  /** The type of an import as it is declared. */
  externtype(module: Module, type: Externtype): ExternType {
    switch (type.kind) {
      case 'func':
        return { kind: 'func', type: this.index(module, type.typeidx) };
      case 'table':
        return { kind: 'table', type: this.tabletype(module, type, type.limits.min) };
      case 'memory':
        return { kind: 'memory', type: this.memtype(type, type.limits.min) };
      case 'global':
        return { kind: 'global', type: { type: this.valtype(module, type.type), mutable: type.mutable } };
      case 'tag':
        return { kind: 'tag', type: this.index(module, type.typeidx) };
    }
  }

  #closed(module: Module): Uint32Array {
    const known = this.#indices.get(module);
    if (known !== undefined) return known;
    const indices = this.#universe.add(module.types, module.recgroups);
    this.#indices.set(module, indices);
    for (const { first, size } of module.recgroups) {
      const start = indices[first] ?? 0;
      for (let member = 0; member < size; member++) this.#groups[start + member] ??= { first: start, size };
    }
    return indices;
  }

  #index(type: number): TypeIdx {
    const known = this.#known.get(type);
    if (known !== undefined) return known;
    const group = this.#groups[type];
    if (group === undefined) throw new RangeError(`there is no type ${type}`);
    // Groups refer to earlier ones only, so the needed ones in the order of the universe are in a legal order.
    for (const needed of this.#needed(group)) this.#collect(needed);
    return this.#index(type);
  }

  /** The groups not yet collected that a group refers to, itself included, in the order of the universe. */
  #needed(group: Group): readonly Group[] {
    const found = new Map<number, Group>([[group.first, group]]);
    for (const each of found.values()) {
      for (const type of this.#members(each)) {
        for (const index of referredTypes(type)) {
          const other = this.#groups[index];
          if (other !== undefined && !this.#known.has(index)) found.set(other.first, other);
        }
      }
    }
    return [...found.values()].sort((left, right) => left.first - right.first);
  }

  #members({ first, size }: Group): readonly Subtype[] {
    return this.#universe.types.slice(first, first + size);
  }

  #collect(group: Group): void {
    for (let member = 0; member < group.size; member++) this.#known.set(group.first + member, this.#count + member);
    this.#count += group.size;
    this.#collected.push(this.#members(group).map((type) => this.#subtype(type)));
  }

  #subtype({ final, supers, composite }: Subtype): SubType {
    return { final, supertypes: supers.map((each) => this.#index(each)), composite: this.#composite(composite) };
  }

  #composite(type: Subtype['composite']): CompType {
    switch (type.kind) {
      case 'func':
        return {
          kind: 'func',
          params: type.params.map((each) => this.#valtype(each)),
          results: type.results.map((each) => this.#valtype(each)),
        };
      case 'struct':
        return { kind: 'struct', fields: type.fields.map((each) => this.#field(each)) };
      case 'array':
        return { kind: 'array', element: this.#field(type.field) };
    }
  }

  #field({ storage, mutable }: Fieldtype): FieldType {
    return { storage: this.#storage(storage), mutable };
  }

  #valtype(type: Valtype): ValType {
    return this.#storage(type) as ValType;
  }

  #storage(type: Valtype): StorageType {
    if (!isRef(type)) return valtypeText(type) as StorageType;
    return { nullable: isNullable(type), heap: this.#heap(type) };
  }

  #heap(type: Valtype): HeapType {
    const heap = heapOf(type);
    if (isConcrete(heap)) return this.#index(typeidxOf(heap));
    const row = absheaptype(heap);
    if (row === undefined) throw new RangeError('the bottom type is no type of a value');
    return row.name as AbsHeapType;
  }
}

/** Limits with the current size as minimum. */
const withSize = ({ max }: Limits, size: bigint): { min: bigint; max?: bigint } => ({
  min: size,
  ...(max === undefined ? {} : { max }),
});

/** The type indices in a closed type. */
function referredTypes({ supers, composite }: Subtype): readonly number[] {
  const parts =
    composite.kind === 'func'
      ? [...composite.params, ...composite.results]
      : composite.kind === 'struct'
        ? composite.fields.map((field) => field.storage)
        : [composite.field.storage];
  const concrete = parts.filter((type) => isRef(type) && isConcrete(heapOf(type)));
  return [...supers, ...concrete.map((type) => typeidxOf(heapOf(type)))];
}
