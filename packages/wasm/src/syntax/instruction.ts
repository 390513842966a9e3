import type { ImmediateKind, Opcode } from './opcode.js';
import type { Heaptype, Valtype } from './valtype.js';

/** A block type: nothing, one result, or a function type. */
export type Blocktype =
  | { readonly kind: 'empty' }
  | { readonly kind: 'result'; readonly type: Valtype }
  | { readonly kind: 'type'; readonly typeidx: number };

/** Alignment exponent, memory and static offset of an access. */
export interface Memarg {
  readonly align: number;
  readonly memidx: number;
  readonly offset: bigint;
}

/** The catch clauses of try_table, in the order of their codes. */
export const catchKinds = ['catch', 'catch_ref', 'catch_all', 'catch_all_ref'] as const;
export type CatchKind = (typeof catchKinds)[number];

/** A clause of try_table; `tagidx` is absent for the two that catch all. */
export interface Catch {
  readonly kind: CatchKind;
  readonly tagidx: number | undefined;
  readonly labelidx: number;
}

/** The value of one immediate, by its kind in the opcode table. */
export type Immediate =
  | { readonly kind: 'blocktype'; readonly value: Blocktype }
  | { readonly kind: IndexImmediate; readonly value: number }
  | { readonly kind: 'labelidx*'; readonly value: readonly number[] }
  | { readonly kind: 'memarg'; readonly value: Memarg }
  | { readonly kind: 'laneidx' | 'u32' | 'zero' | 'i32'; readonly value: number }
  | {
      readonly kind: 'castflags';
      readonly value: { readonly sourceNullable: boolean; readonly targetNullable: boolean };
    }
  | { readonly kind: 'laneidx^16' | 'v128'; readonly value: Uint8Array }
  | { readonly kind: 'i64'; readonly value: bigint }
  /** Bits of the number, unsigned. */
  | { readonly kind: 'f32'; readonly value: number }
  /** Bits of the number, unsigned. */
  | { readonly kind: 'f64'; readonly value: bigint }
  | { readonly kind: 'heaptype'; readonly value: Heaptype }
  | { readonly kind: 'valtype*'; readonly value: readonly Valtype[] }
  | { readonly kind: 'catch*'; readonly value: readonly Catch[] };

/** Immediates that are an index into one of the module's or body's spaces. */
export type IndexImmediate =
  | 'funcidx'
  | 'typeidx'
  | 'tableidx'
  | 'memidx'
  | 'globalidx'
  | 'tagidx'
  | 'elemidx'
  | 'dataidx'
  | 'localidx'
  | 'labelidx'
  | 'fieldidx';

/** One instruction; structured instructions stand for their first byte only, `else` and `end` are instructions of their own. */
export interface Instruction {
  readonly opcode: Opcode;
  readonly immediates: readonly Immediate[];
  /** Module offset of the first byte. */
  readonly offset: number;
  /** Size in bytes, immediates included. */
  readonly size: number;
}

/** The value of an immediate of a given kind. */
export type ImmediateValue<Kind extends ImmediateKind> = Immediate extends infer One
  ? One extends { readonly kind: infer Kinds; readonly value: infer Value }
    ? Kind extends Kinds
      ? Value
      : never
    : never
  : never;
