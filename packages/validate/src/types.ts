import type {
  AbsHeapType,
  BitsType,
  CompType,
  FieldType,
  RecType,
  StorageType,
  SubType,
  TypeIdx,
  ValType,
} from '@wasm-checkpoint/format';
import {
  type Comptype,
  concrete,
  F32,
  F64,
  type Fieldtype,
  type Heaptype,
  heapOf,
  heaptypeOf,
  heaptypeText,
  I8,
  I16,
  I32,
  I64,
  isConcrete,
  isRef,
  type Module,
  type Recgroup,
  reftype,
  type Subtype,
  TypeUniverse,
  typeidxOf,
  V128,
  type Valtype,
  valtypeText,
} from '@wasm-checkpoint/wasm';

/** For each type index of a source, the index of that type in the universe. */
export type TypeIndices = Uint32Array;

const plain: Readonly<Record<Extract<StorageType, string>, Valtype>> = {
  i32: I32,
  i64: I64,
  f32: F32,
  f64: F64,
  v128: V128,
  i8: I8,
  i16: I16,
};

const abstract: Readonly<Record<AbsHeapType, Heaptype>> = {
  any: heaptypeOf('any'),
  eq: heaptypeOf('eq'),
  i31: heaptypeOf('i31'),
  struct: heaptypeOf('struct'),
  array: heaptypeOf('array'),
  none: heaptypeOf('none'),
  func: heaptypeOf('func'),
  nofunc: heaptypeOf('nofunc'),
  extern: heaptypeOf('extern'),
  noextern: heaptypeOf('noextern'),
  exn: heaptypeOf('exn'),
  noexn: heaptypeOf('noexn'),
};

/** A storage type as `format` has it in the form of `wasm`, its type index as it stands. */
export function storageOf(type: StorageType): Valtype {
  if (typeof type === 'string') return plain[type];
  return reftype(typeof type.heap === 'number' ? concrete(type.heap) : abstract[type.heap], type.nullable);
}

const fieldOf = (type: FieldType): Fieldtype => ({ storage: storageOf(type.storage), mutable: type.mutable });

function compositeOf(type: CompType): Comptype {
  switch (type.kind) {
    case 'func':
      return { kind: 'func', params: type.params.map(storageOf), results: type.results.map(storageOf) };
    case 'struct':
      return { kind: 'struct', fields: type.fields.map(fieldOf) };
    case 'array':
      return { kind: 'array', field: fieldOf(type.element) };
  }
}

const subtypeOf = (type: SubType): Subtype => ({
  final: type.final,
  supers: type.supertypes,
  composite: compositeOf(type.composite),
});

const bitsTypes = new Map<Valtype, BitsType>(
  (['i8', 'i16', 'i32', 'i64', 'f32', 'f64', 'v128'] as const).map((name) => [plain[name], name]),
);

/**
 * The types of modules, of the checkpoint, and of whatever else is compared with them, in one canonical space.
 *
 * A *closed* type is a `Valtype` of `wasm` whose type index is one of the universe: closed types of any two sources are
 * equal exactly when they are the same number, and `matches` decides subtyping. Clause valid-module-imports.
 */
export class Types {
  readonly universe = new TypeUniverse();
  readonly #names: string[] = [];

  /** Adds groups in the form of `format`; `name` tells the source in messages. */
  addGroups(groups: readonly RecType[], name: string): TypeIndices {
    const types: Subtype[] = [];
    const recgroups: Recgroup[] = [];
    for (const group of groups) {
      recgroups.push({ first: types.length, size: group.length, explicit: true });
      for (const type of group) types.push(subtypeOf(type));
    }
    return this.#add(types, recgroups, name);
  }

  /** Adds the types of a module, which must be valid. */
  addModule(module: Module, name: string): TypeIndices {
    return this.#add(module.types, module.recgroups, name);
  }

  #add(types: readonly Subtype[], groups: readonly Recgroup[], name: string): TypeIndices {
    const indices = this.universe.add(types, groups);
    indices.forEach((index, typeidx) => {
      this.#names[index] ??= `${name}types[${typeidx}]`;
    });
    return indices;
  }

  /** The closed type of a value type of `wasm` with the indices of its source. */
  close(indices: TypeIndices, type: Valtype): Valtype {
    return this.universe.valtype(indices, type);
  }

  /** The closed type of a value or storage type of `format` with the indices of its source. */
  closeStorage(indices: TypeIndices, type: ValType | StorageType): Valtype {
    return this.universe.valtype(indices, storageOf(type));
  }

  /** The closed heap type of one with the indices of its source. */
  closeHeap(indices: TypeIndices, heap: Heaptype): Heaptype {
    return heapOf(this.universe.valtype(indices, reftype(heap, true)));
  }

  /** The non-null reference type of a defined type; `index` is one of the universe. */
  defined(index: TypeIdx): Valtype {
    return reftype(concrete(index), false);
  }

  /** How the elements of arrays of a storage type are held. */
  storageKind(storage: Valtype): BitsType | 'ref' {
    return bitsTypes.get(storage) ?? 'ref';
  }

  /** Whether a closed type matches another. */
  matches(sub: Valtype, sup: Valtype): boolean {
    return this.universe.matches(sub, sup);
  }

  /** Whether a defined type matches another; both are indices of the universe. */
  definedMatches(sub: number, sup: number): boolean {
    return sub === sup || this.universe.matchesHeap(concrete(sub), concrete(sup));
  }

  /** The composite type of a defined type, with closed types in it. */
  composite(index: number): Comptype | undefined {
    return this.universe.types[index]?.composite;
  }

  /** A closed type in words; defined types by where they stand, such as `types[3]` of the checkpoint. */
  text(type: Valtype): string {
    const name = (index: number): string => this.#names[index] ?? String(index);
    return isRef(type) && isConcrete(heapOf(type)) ? valtypeText(type, name) : valtypeText(type);
  }

  /** A defined type in words. */
  definedText(index: number): string {
    return heaptypeText(concrete(index), (each) => this.#names[each] ?? String(each));
  }

  /** A defined type by what it is: the parameters and results of a function type, otherwise as `definedText`. */
  signatureText(index: number): string {
    const composite = this.composite(index);
    if (composite?.kind !== 'func') return this.definedText(index);
    const list = (word: string, types: readonly Valtype[]): string =>
      types.length === 0 ? '' : `(${word} ${types.map((type) => this.text(type)).join(' ')})`;
    const parts = [list('param', composite.params), list('result', composite.results)];
    const type = this.universe.types[index];
    if (type !== undefined && (!type.final || type.supers.length > 0))
      parts.unshift(`(type ${this.definedText(index)})`);
    return parts.filter((part) => part !== '').join(' ');
  }

  /** The defined type of a closed reference type, if it has one. */
  definedOf(type: Valtype): number | undefined {
    return isRef(type) && isConcrete(heapOf(type)) ? typeidxOf(heapOf(type)) : undefined;
  }
}
