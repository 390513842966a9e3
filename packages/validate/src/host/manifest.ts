import type {
  FuncType,
  GlobalType,
  Hierarchy,
  MemType,
  Num,
  RecType,
  TableType,
  TypeIdx,
  Vec,
} from '@wasm-checkpoint/format';
import type { HostStatePolicy } from '@wasm-checkpoint/tables';

/** A pair of names under which a host offers something. */
export interface Names {
  readonly module: string;
  readonly name: string;
}

/** A function type that is written out, or the index of one in the manifest's types. */
export type OfferedFuncType = Omit<FuncType, 'kind'> | TypeIdx;

export interface OfferedFunction extends Names {
  readonly type: OfferedFuncType;
}

/** An object that a host offers under one or more names. */
export interface OfferedObject extends Names {
  readonly aliases: readonly Names[];
  /** The host makes the object anew for each object of a checkpoint; false by default. */
  readonly fresh?: boolean;
}

/** The minimum of the type is the smallest size that the memory can have. */
export interface OfferedMemory extends OfferedObject {
  readonly type: MemType;
}

/** The minimum of the type is the smallest size that the table can have. */
export interface OfferedTable extends OfferedObject {
  readonly type: TableType;
}

/** A scalar of the hierarchy of any that a manifest can state. */
export type ConstantScalar =
  | { readonly kind: 'i31'; readonly value: number }
  | { readonly kind: 'host'; readonly state: string; readonly version: string; readonly payload: Uint8Array };

/** A value that means the same in every checkpoint. */
export type Constant =
  | Num
  | Vec
  | { readonly kind: 'null'; readonly hierarchy: Hierarchy }
  | { readonly kind: 'host-func'; readonly module: string; readonly name: string }
  | ConstantScalar
  | { readonly kind: 'extern'; readonly internal: ConstantScalar };

/** Without `value` the global can have any value. */
export interface OfferedGlobal extends OfferedObject {
  readonly type: GlobalType;
  readonly value?: Constant;
}

export interface OfferedTag extends OfferedObject {
  readonly type: OfferedFuncType;
}

/** A host-state descriptor that a host knows, with the policies that it can follow. */
export interface OfferedHostState {
  readonly name: string;
  readonly version: string;
  readonly policies: readonly HostStatePolicy[];
}

/** What a host offers; spec/embedding.md, Host manifest. */
export interface Manifest {
  readonly features: readonly string[];
  /** The types that type indices of the manifest refer to. */
  readonly types: readonly RecType[];
  readonly functions: readonly OfferedFunction[];
  readonly memories: readonly OfferedMemory[];
  readonly tables: readonly OfferedTable[];
  readonly globals: readonly OfferedGlobal[];
  readonly tags: readonly OfferedTag[];
  readonly hostStates: readonly OfferedHostState[];
}

/** The manifest of a host that offers nothing, to be spread under what there is. */
export const emptyManifest: Manifest = {
  features: [],
  types: [],
  functions: [],
  memories: [],
  tables: [],
  globals: [],
  tags: [],
  hostStates: [],
};
