import type { HostStatePolicy } from '@wasm-checkpoint/tables';
import type {
  AbsHeapType,
  AddrType,
  BitsType,
  DigestKind,
  Hierarchy,
  NumType,
  PackedType,
  ParentKind,
  RunKind,
  VecType,
} from '../syntax/index.js';

/** Any JSON object may carry a comment, which means nothing. */
export interface CommentedJson {
  readonly comment?: string;
}

/** A u64 or s64 in decimal. */
export type DecimalText = string;
/** `0x` and 8, 16 or 32 lower-case hexadecimal digits. */
export type BitsText = string;
/** 32 bytes as 64 lower-case hexadecimal digits. */
export type DigestText = string;
/** Bytes in base64, padded. */
export type Base64Text = string;

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

export interface ImportJson extends CommentedJson {
  readonly module: string;
  readonly name: string;
  readonly type: ExternTypeJson;
}

export interface ModuleJson extends CommentedJson {
  readonly digest: DigestText;
  readonly length: DecimalText;
  readonly imports?: readonly ImportJson[];
}

export type FuncRefJson = CommentedJson &
  (
    | { readonly kind: 'func'; readonly instance: number; readonly funcidx: number }
    | { readonly kind: 'host-func'; readonly address: number }
  );

export type InternalRefJson = CommentedJson &
  (
    | { readonly kind: 'i31'; readonly value: number }
    | { readonly kind: 'struct'; readonly address: number }
    | { readonly kind: 'array'; readonly address: number }
    | { readonly kind: 'host'; readonly address: number }
  );

export type RefJson =
  | FuncRefJson
  | InternalRefJson
  | (CommentedJson & { readonly kind: 'null'; readonly hierarchy: Hierarchy })
  | (CommentedJson & { readonly kind: 'extern'; readonly internal: InternalRefJson })
  | (CommentedJson & { readonly kind: 'exn'; readonly address: number });

export type ValueJson =
  | RefJson
  | (CommentedJson & { readonly kind: 'i32'; readonly value: number })
  | (CommentedJson & { readonly kind: 'i64'; readonly value: DecimalText })
  | (CommentedJson & { readonly kind: 'f32' | 'f64' | 'v128'; readonly bits: BitsText });

export type SlotJson = ValueJson | (CommentedJson & { readonly kind: 'dead' | 'unset' });
export type FieldJson = ValueJson | (CommentedJson & { readonly kind: 'i8' | 'i16'; readonly bits: number });

export type ElemStateJson = CommentedJson &
  (
    | { readonly kind: 'dropped'; readonly index: number }
    | { readonly kind: 'contents'; readonly index: number; readonly refs?: readonly RefJson[] }
  );

export interface InstanceJson extends CommentedJson {
  readonly module: number;
  readonly funcs?: readonly FuncRefJson[];
  readonly tables?: readonly number[];
  readonly memories?: readonly number[];
  readonly globals?: readonly number[];
  readonly tags?: readonly number[];
  readonly elems?: readonly ElemStateJson[];
  readonly datas?: readonly number[];
}

export interface HostFuncJson extends CommentedJson {
  readonly module: string;
  readonly name: string;
  readonly type: number;
}

export type TableBaseJson = CommentedJson &
  ({ readonly kind: 'none' } | { readonly kind: 'module'; readonly instance: number });

export type TableRunJson = CommentedJson &
  (
    | { readonly kind: 'base'; readonly length: DecimalText }
    | { readonly kind: 'ref'; readonly length: DecimalText; readonly ref: RefJson }
  );

export interface TableJson extends CommentedJson {
  readonly type: TableTypeJson;
  readonly base: TableBaseJson;
  readonly runs?: readonly TableRunJson[];
}

export type MemBaseJson = CommentedJson &
  (
    | { readonly kind: 'zeros' }
    | { readonly kind: 'module'; readonly instance: number }
    | { readonly kind: 'parent'; readonly memory: number }
  );

export interface PageRunJson extends CommentedJson {
  readonly kind: RunKind;
  readonly pages: number;
}

/** The data pages of a block: one text for each data run, or the zstd frame as it is stored. */
export type BlockDataJson = CommentedJson &
  (
    | { readonly coding: 'raw'; readonly views?: readonly Base64Text[] }
    | { readonly coding: 'zstd'; readonly frame: Base64Text }
  );

export interface BlockJson extends CommentedJson {
  readonly number: DecimalText;
  readonly runs?: readonly PageRunJson[];
  readonly data: BlockDataJson;
}

export interface MemoryImageJson extends CommentedJson {
  readonly base: MemBaseJson;
  readonly blockSizeLog2: number;
  readonly blocks?: readonly BlockJson[];
}

export interface MemoryJson extends CommentedJson {
  readonly type: MemTypeJson;
  readonly image: MemoryImageJson;
}

export interface GlobalJson extends CommentedJson {
  readonly type: GlobalTypeJson;
  readonly value: ValueJson;
}

export interface TagJson extends CommentedJson {
  readonly type: number;
}

export interface StructJson extends CommentedJson {
  readonly type: number;
  readonly fields?: readonly FieldJson[];
}

export type ElementsJson = CommentedJson &
  (
    | { readonly storage: BitsType; readonly bytes: Base64Text }
    | { readonly storage: 'ref'; readonly refs?: readonly RefJson[] }
  );

export interface ArrayObjectJson extends CommentedJson {
  readonly type: number;
  readonly elements: ElementsJson;
}

export interface ExceptionJson extends CommentedJson {
  readonly tag: number;
  readonly args?: readonly ValueJson[];
}

export interface HostRefJson extends CommentedJson {
  readonly state: number;
  readonly payload: Base64Text;
}

export interface FrameJson extends CommentedJson {
  readonly instance: number;
  readonly funcidx: number;
  readonly offset: number;
  readonly locals?: readonly SlotJson[];
  readonly operands?: readonly ValueJson[];
  readonly caught?: readonly number[];
}

export type ThreadStatusJson = CommentedJson &
  (
    | { readonly kind: 'runnable' }
    | {
        readonly kind: 'waiting';
        readonly memory: number;
        readonly address: DecimalText;
        readonly timeout: DecimalText;
        readonly ticket: number;
      }
  );

export interface ThreadJson extends CommentedJson {
  readonly label: string;
  readonly status: ThreadStatusJson;
  readonly frames?: readonly FrameJson[];
}

export interface HostStateJson extends CommentedJson {
  readonly name: string;
  readonly version: string;
  readonly policy: HostStatePolicy;
  readonly required: boolean;
  readonly instances?: readonly number[];
  readonly payload: Base64Text;
}

export interface ProducerJson extends CommentedJson {
  readonly field: string;
  readonly name: string;
  readonly version: string;
}

export interface CustomJson extends CommentedJson {
  readonly name: string;
  readonly bytes: Base64Text;
}

export interface ParentJson extends CommentedJson {
  readonly kind: ParentKind;
  readonly digest: DigestText;
}

export interface StoredDigestJson extends CommentedJson {
  readonly kind: DigestKind;
  readonly digest: DigestText;
}

export interface UnknownSectionJson extends CommentedJson {
  readonly id: number;
  readonly bytes: Base64Text;
}

/** The JSON twin of a checkpoint: spec/json.md, schema/checkpoint.schema.json. Empty lists may be left out. */
export interface CheckpointJson extends CommentedJson {
  readonly $schema?: string;
  readonly format: 'wasm-checkpoint';
  readonly version: 1;
  readonly features?: readonly string[];
  readonly parent?: ParentJson;
  readonly types?: readonly (readonly SubTypeJson[])[];
  readonly modules?: readonly ModuleJson[];
  readonly instances?: readonly InstanceJson[];
  readonly hostFuncs?: readonly HostFuncJson[];
  readonly tables?: readonly TableJson[];
  readonly memories?: readonly MemoryJson[];
  readonly globals?: readonly GlobalJson[];
  readonly tags?: readonly TagJson[];
  readonly structs?: readonly StructJson[];
  readonly arrays?: readonly ArrayObjectJson[];
  readonly exceptions?: readonly ExceptionJson[];
  readonly hostRefs?: readonly HostRefJson[];
  readonly threads?: readonly ThreadJson[];
  readonly hostStates?: readonly HostStateJson[];
  readonly producers?: readonly ProducerJson[];
  readonly customs?: readonly CustomJson[];
  readonly digests?: readonly StoredDigestJson[];
  readonly unknowns?: readonly UnknownSectionJson[];
}
