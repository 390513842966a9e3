import type { Hierarchy } from '../../syntax/index.js';
import type { BitsText, CommentedJson, DecimalText } from './scalars.js';

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
