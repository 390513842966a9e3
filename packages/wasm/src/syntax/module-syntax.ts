import type { WasmSection } from '@wasm-checkpoint/tables';
import type { Instruction } from './instruction.js';
import type { Externkind, Externtype, Globaltype, Memtype, Recgroup, Subtype, Tabletype, Tagtype } from './types.js';
import type { Valtype } from './valtype.js';

/** An instruction by what it is, wherever it stands. */
export type InstructionSyntax = Pick<Instruction, 'opcode' | 'immediates'>;

/** An expression as its instructions, the closing `end` included. */
export type ExprSyntax = readonly InstructionSyntax[];

/** One declaration of locals: `count` of them with the same type. */
export interface Locals {
  readonly count: number;
  readonly type: Valtype;
}

/** A function's body: local declarations as written, and its expression. */
export interface Code {
  readonly locals: readonly Locals[];
  readonly body: ExprSyntax;
}

export interface ImportSyntax {
  readonly module: string;
  readonly name: string;
  readonly type: Externtype;
}

export interface ExportSyntax {
  readonly name: string;
  readonly kind: Externkind;
  readonly index: number;
}

export interface TableSyntax {
  readonly type: Tabletype;
  readonly init: ExprSyntax | undefined;
}

export interface GlobalSyntax {
  readonly type: Globaltype;
  readonly init: ExprSyntax;
}

export type SegmentModeSyntax =
  | { readonly kind: 'passive' }
  | { readonly kind: 'declarative' }
  | { readonly kind: 'active'; readonly index: number; readonly at: ExprSyntax };

export type ElementItemsSyntax =
  | { readonly kind: 'funcidx'; readonly funcs: readonly number[] }
  | { readonly kind: 'expr'; readonly exprs: readonly ExprSyntax[] };

export interface ElementSyntax {
  /** The flags of the binary format, 0 to 7; `elementFlags` gives the shortest that will do. */
  readonly flags: number;
  readonly type: Valtype;
  readonly mode: SegmentModeSyntax;
  readonly items: ElementItemsSyntax;
}

export interface DataSyntax {
  /** The flags of the binary format, 0 to 2; `dataFlags` gives the shortest that will do. */
  readonly flags: number;
  readonly mode: SegmentModeSyntax;
  readonly bytes: Uint8Array;
}

/** The contents of each section, in the terms of the binary grammar. */
export interface SectionContents {
  readonly custom: { readonly name: string; readonly bytes: Uint8Array };
  readonly type: { readonly types: readonly Subtype[]; readonly groups: readonly Recgroup[] };
  readonly import: readonly ImportSyntax[];
  /** Type indices of the defined functions. */
  readonly function: readonly number[];
  readonly table: readonly TableSyntax[];
  readonly memory: readonly Memtype[];
  readonly tag: readonly Tagtype[];
  readonly global: readonly GlobalSyntax[];
  readonly export: readonly ExportSyntax[];
  readonly start: number;
  readonly element: readonly ElementSyntax[];
  readonly 'data count': number;
  readonly code: readonly Code[];
  readonly data: readonly DataSyntax[];
}

/** A section with its contents. */
export type SectionSyntax = {
  readonly [Name in WasmSection]: { readonly name: Name; readonly contents: SectionContents[Name] };
}[WasmSection];

/** A whole module as a tree: its sections in file order, custom ones in their places. */
export interface ModuleSyntax {
  readonly sections: readonly SectionSyntax[];
}
