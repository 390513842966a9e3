import type { WasmSection } from '@wasm-checkpoint/tables';
import type { Externkind, Externtype, Globaltype, Tabletype } from './types.js';
import type { Valtype } from './valtype.js';

/** A section's place: contents in `[start, end)`, module offsets. */
export interface SectionHeader {
  readonly name: WasmSection;
  readonly id: number;
  /** Offset of the id byte. */
  readonly offset: number;
  readonly start: number;
  readonly end: number;
  /** Name of a custom section, and the offset at which its contents begin behind the name. */
  readonly custom: { readonly name: string; readonly start: number } | undefined;
}

/** An expression by its bytes: `[start, end)`, the closing `end` included. */
export interface Expr {
  readonly start: number;
  readonly end: number;
}

export interface Import {
  readonly module: string;
  readonly name: string;
  readonly type: Externtype;
  readonly offset: number;
}

export interface Export {
  readonly name: string;
  readonly kind: Externkind;
  readonly index: number;
  readonly offset: number;
}

/** A defined table; `init` only when written with one. */
export interface Table {
  readonly type: Tabletype;
  readonly init: Expr | undefined;
  readonly offset: number;
}

export interface Global {
  readonly type: Globaltype;
  readonly init: Expr;
  readonly offset: number;
}

export type SegmentMode =
  | { readonly kind: 'passive' }
  | { readonly kind: 'declarative' }
  | { readonly kind: 'active'; readonly index: number; readonly at: Expr };

/** An element segment; items are function indices or constant expressions, as in the binary format. */
export interface Element {
  /** The flags of the binary format, 0 to 7. */
  readonly flags: number;
  readonly type: Valtype;
  readonly mode: SegmentMode;
  readonly items:
    | { readonly kind: 'funcidx'; readonly funcs: readonly number[] }
    | { readonly kind: 'expr'; readonly exprs: readonly Expr[] };
  readonly offset: number;
}

/** A data segment; its bytes are `[start, end)` of the module. */
export interface Data {
  /** The flags of the binary format, 0 to 2. */
  readonly flags: number;
  readonly mode: SegmentMode;
  readonly start: number;
  readonly end: number;
  readonly offset: number;
}

/** A function's body: `[start, end)` in module offsets; body offset 0 is `start`, the first byte of the local declarations. */
export interface BodyRange {
  readonly start: number;
  readonly end: number;
}
