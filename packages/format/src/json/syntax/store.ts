import type { BitsType } from '../../syntax/index.js';
import type { Base64Text, CommentedJson, DecimalText } from './scalars.js';
import type { GlobalTypeJson, TableTypeJson } from './types.js';
import type { FieldJson, RefJson, ValueJson } from './values.js';

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
