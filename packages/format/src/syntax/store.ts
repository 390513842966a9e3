import type { GlobalType, TableType, TypeIdx } from './types.js';
import type { Field, InstanceIdx, Ref, TagAddr, Value } from './values.js';

export type TableBase = { readonly kind: 'none' } | { readonly kind: 'module'; readonly instance: InstanceIdx };

/** `length` entries, at least one, that are those of the base or all one reference. */
export type TableRun =
  | { readonly kind: 'base'; readonly length: bigint }
  | { readonly kind: 'ref'; readonly length: bigint; readonly ref: Ref };

/** A table instance; `type.limits.min` is its size and the sum of the lengths of its runs. */
export interface Table {
  readonly type: TableType;
  readonly base: TableBase;
  readonly runs: readonly TableRun[];
}

export interface Global {
  readonly type: GlobalType;
  readonly value: Value;
}

export interface Tag {
  readonly type: TypeIdx;
}

export interface Struct {
  readonly type: TypeIdx;
  readonly fields: readonly Field[];
}

/** The storage types whose elements are held as bytes. */
export type BitsType = 'i8' | 'i16' | 'i32' | 'i64' | 'f32' | 'f64' | 'v128';

/** Elements as little-endian bytes, or as references. */
export type Elements =
  | { readonly storage: BitsType; readonly bytes: Uint8Array }
  | { readonly storage: 'ref'; readonly refs: readonly Ref[] };

export interface ArrayObject {
  readonly type: TypeIdx;
  readonly elements: Elements;
}

export interface Exception {
  readonly tag: TagAddr;
  readonly args: readonly Value[];
}

/** An object of the host: `state` is the index of the host-state descriptor that says how to obtain it. */
export interface HostRef {
  readonly state: number;
  readonly payload: Uint8Array;
}
