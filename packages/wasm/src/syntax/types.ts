import type { Valtype } from './valtype.js';

/** A function type. */
export interface Functype {
  readonly kind: 'func';
  readonly params: readonly Valtype[];
  readonly results: readonly Valtype[];
}

/** A struct field or array element; `storage` may also be a packed type. */
export interface Fieldtype {
  readonly storage: Valtype;
  readonly mutable: boolean;
}

export interface Structtype {
  readonly kind: 'struct';
  readonly fields: readonly Fieldtype[];
}

export interface Arraytype {
  readonly kind: 'array';
  readonly field: Fieldtype;
}

export type Comptype = Functype | Structtype | Arraytype;

/** A type definition with its declared supertypes (at most one, by validation). */
export interface Subtype {
  readonly final: boolean;
  readonly supers: readonly number[];
  readonly composite: Comptype;
}

/** A recursive group: `size` types from type index `first`; `explicit` when written with `rec`. */
export interface Recgroup {
  readonly first: number;
  readonly size: number;
  readonly explicit: boolean;
}

/** Limits of a memory (in pages) or table (in elements). */
export interface Limits {
  readonly min: bigint;
  readonly max: bigint | undefined;
}

export type Addrtype = 'i32' | 'i64';

export interface Memtype {
  readonly limits: Limits;
  readonly addrtype: Addrtype;
  readonly shared: boolean;
  /** Exponent of two of the page size when the type states one; 16 is the default. */
  readonly pageSizeLog2: number | undefined;
}

export interface Tabletype {
  readonly limits: Limits;
  readonly addrtype: Addrtype;
  readonly element: Valtype;
}

export interface Globaltype {
  readonly type: Valtype;
  readonly mutable: boolean;
}

export interface Tagtype {
  readonly typeidx: number;
}

/** The external kinds, in the order of their codes. */
export const externkinds = ['func', 'table', 'memory', 'global', 'tag'] as const;
export type Externkind = (typeof externkinds)[number];

export type Externtype =
  | { readonly kind: 'func'; readonly typeidx: number }
  | ({ readonly kind: 'table' } & Tabletype)
  | ({ readonly kind: 'memory' } & Memtype)
  | ({ readonly kind: 'global' } & Globaltype)
  | ({ readonly kind: 'tag' } & Tagtype);
