/** Index into the checkpoint's list of that kind of object. */
export type HostFuncAddr = number;
export type TableAddr = number;
export type MemAddr = number;
export type GlobalAddr = number;
export type TagAddr = number;
export type StructAddr = number;
export type ArrayAddr = number;
export type ExnAddr = number;
export type HostRefAddr = number;
export type InstanceIdx = number;
export type ModuleIdx = number;

/** The four hierarchies of reference types, each with one null. */
export type Hierarchy = 'any' | 'extern' | 'func' | 'exn';

/** `bits` of f32: u32. `bits` of f64: u64. `bits` of v128: u128, byte 0 lowest. Integers are signed. */
export type Num =
  | { readonly kind: 'i32'; readonly value: number }
  | { readonly kind: 'i64'; readonly value: bigint }
  | { readonly kind: 'f32'; readonly bits: number }
  | { readonly kind: 'f64'; readonly bits: bigint };

export interface Vec {
  readonly kind: 'v128';
  readonly bits: bigint;
}

export interface NullRef {
  readonly kind: 'null';
  readonly hierarchy: Hierarchy;
}

/** A function by the instance that defines it and its index there, or one of the host. */
export type FuncRef =
  | { readonly kind: 'func'; readonly instance: InstanceIdx; readonly funcidx: number }
  | { readonly kind: 'host-func'; readonly address: HostFuncAddr };

/** A non-null reference of the hierarchy of any; an i31 `value` is unsigned and below 2^31. */
export type InternalRef =
  | { readonly kind: 'i31'; readonly value: number }
  | { readonly kind: 'struct'; readonly address: StructAddr }
  | { readonly kind: 'array'; readonly address: ArrayAddr }
  | { readonly kind: 'host'; readonly address: HostRefAddr };

/** An internal reference seen from outside; around a host reference it is an ordinary externref. */
export interface ExternRef {
  readonly kind: 'extern';
  readonly internal: InternalRef;
}

export interface ExnRef {
  readonly kind: 'exn';
  readonly address: ExnAddr;
}

export type Ref = NullRef | FuncRef | InternalRef | ExternRef | ExnRef;

export type Value = Num | Vec | Ref;

/** The contents of a local; spec/syntax.md, clauses syn-dead and syn-unset. */
export type Slot = Value | { readonly kind: 'dead' } | { readonly kind: 'unset' };

/** The contents of a field of a structure; `bits` of packed ones are unsigned. */
export type Field =
  | Value
  | { readonly kind: 'i8'; readonly bits: number }
  | { readonly kind: 'i16'; readonly bits: number };
