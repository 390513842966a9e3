/** Index of a defined type, counting the types of all recursive groups; spec/syntax.md, Types. */
export type TypeIdx = number;

export type NumType = 'i32' | 'i64' | 'f32' | 'f64';
export type VecType = 'v128';
export type PackedType = 'i8' | 'i16';

/** The abstract heap types, by their names in the core spec. */
export type AbsHeapType =
  | 'any'
  | 'eq'
  | 'i31'
  | 'struct'
  | 'array'
  | 'none'
  | 'func'
  | 'nofunc'
  | 'extern'
  | 'noextern'
  | 'exn'
  | 'noexn';

/** An abstract heap type, or the index of a defined one. */
export type HeapType = AbsHeapType | TypeIdx;

/** A reference type, the one composite among the value types. */
export interface RefType {
  readonly nullable: boolean;
  readonly heap: HeapType;
}

export type ValType = NumType | VecType | RefType;
export type StorageType = ValType | PackedType;

export interface FieldType {
  readonly storage: StorageType;
  readonly mutable: boolean;
}

export interface FuncType {
  readonly kind: 'func';
  readonly params: readonly ValType[];
  readonly results: readonly ValType[];
}

export interface StructType {
  readonly kind: 'struct';
  readonly fields: readonly FieldType[];
}

export interface ArrayType {
  readonly kind: 'array';
  readonly element: FieldType;
}

export type CompType = FuncType | StructType | ArrayType;

export interface SubType {
  readonly final: boolean;
  /** At most one; clause syn-supertype. */
  readonly supertypes: readonly TypeIdx[];
  readonly composite: CompType;
}

/** A recursive group: one or more types that may refer to each other. */
export type RecType = readonly SubType[];

/** Sizes are u64, in entries of a table or in the memory's own pages; for an object of the store `min` is its current size. */
export interface Limits {
  readonly min: bigint;
  readonly max?: bigint;
}

export type AddrType = 'i32' | 'i64';

export interface MemType {
  readonly address: AddrType;
  readonly limits: Limits;
  readonly shared: boolean;
  /** Exponent of the page size: 16, or 0 with custom page sizes. */
  readonly pageSizeLog2: 0 | 16;
}

export interface TableType {
  readonly element: RefType;
  readonly address: AddrType;
  readonly limits: Limits;
}

export interface GlobalType {
  readonly type: ValType;
  readonly mutable: boolean;
}

/** What an import is declared as; `type` is the index of a function type. */
export type ExternType =
  | { readonly kind: 'func'; readonly type: TypeIdx }
  | { readonly kind: 'table'; readonly type: TableType }
  | { readonly kind: 'memory'; readonly type: MemType }
  | { readonly kind: 'global'; readonly type: GlobalType }
  | { readonly kind: 'tag'; readonly type: TypeIdx };
