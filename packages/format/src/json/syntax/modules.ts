import type { CommentedJson, DecimalText, DigestText } from './scalars.js';
import type { ExternTypeJson } from './types.js';
import type { FuncRefJson, RefJson } from './values.js';

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
