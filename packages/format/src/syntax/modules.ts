import type { ExternType, TypeIdx } from './types.js';
import type { FuncRef, GlobalAddr, MemAddr, ModuleIdx, Ref, TableAddr, TagAddr } from './values.js';

export interface Import {
  readonly module: string;
  readonly name: string;
  readonly type: ExternType;
}

/** A module by identity: SHA-256 (32 bytes) and length of its exact bytes, and all of its imports. */
export interface Module {
  readonly digest: Uint8Array;
  readonly length: bigint;
  readonly imports: readonly Import[];
}

/** A passive element segment that differs from what the module says; spec/syntax.md, Instances. */
export type ElemState =
  | { readonly kind: 'dropped'; readonly index: number }
  | { readonly kind: 'contents'; readonly index: number; readonly refs: readonly Ref[] };

/** A module instance; each index space but that of functions is whole, imports first. */
export interface Instance {
  readonly module: ModuleIdx;
  /** One for each function import. */
  readonly funcs: readonly FuncRef[];
  readonly tables: readonly TableAddr[];
  readonly memories: readonly MemAddr[];
  readonly globals: readonly GlobalAddr[];
  readonly tags: readonly TagAddr[];
  /** Ascending by index. */
  readonly elems: readonly ElemState[];
  /** Dropped passive data segments, ascending. */
  readonly datas: readonly number[];
}

/** A function that the host supplies, by the names and the type under which it does. */
export interface HostFunc {
  readonly module: string;
  readonly name: string;
  readonly type: TypeIdx;
}
