import type { AbsHeapType, AddrType, NumType, PackedType, VecType } from '../../syntax/index.js';
import type { CommentedJson, DecimalText } from './scalars.js';

export type HeapTypeJson = AbsHeapType | number;

export interface RefTypeJson extends CommentedJson {
  readonly nullable: boolean;
  readonly heap: HeapTypeJson;
}

export type ValTypeJson = NumType | VecType | RefTypeJson;

export type StorageTypeJson = ValTypeJson | PackedType;

export interface FieldTypeJson extends CommentedJson {
  readonly storage: StorageTypeJson;
  readonly mutable: boolean;
}

export type CompTypeJson = CommentedJson &
  (
    | { readonly kind: 'func'; readonly params?: readonly ValTypeJson[]; readonly results?: readonly ValTypeJson[] }
    | { readonly kind: 'struct'; readonly fields?: readonly FieldTypeJson[] }
    | { readonly kind: 'array'; readonly element: FieldTypeJson }
  );

export interface SubTypeJson extends CommentedJson {
  readonly final: boolean;
  readonly supertypes?: readonly number[];
  readonly composite: CompTypeJson;
}

export interface LimitsJson extends CommentedJson {
  readonly min: DecimalText;
  readonly max?: DecimalText;
}

export interface MemTypeJson extends CommentedJson {
  readonly address: AddrType;
  readonly limits: LimitsJson;
  readonly shared: boolean;
  readonly pageSizeLog2: 0 | 16;
}

export interface TableTypeJson extends CommentedJson {
  readonly element: RefTypeJson;
  readonly address: AddrType;
  readonly limits: LimitsJson;
}

export interface GlobalTypeJson extends CommentedJson {
  readonly type: ValTypeJson;
  readonly mutable: boolean;
}

export type ExternTypeJson = CommentedJson &
  (
    | { readonly kind: 'func'; readonly type: number }
    | { readonly kind: 'table'; readonly type: TableTypeJson }
    | { readonly kind: 'memory'; readonly type: MemTypeJson }
    | { readonly kind: 'global'; readonly type: GlobalTypeJson }
    | { readonly kind: 'tag'; readonly type: number }
  );
