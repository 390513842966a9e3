import type { InstructionSyntax, Valtype } from '@wasm-checkpoint/wasm';

/** Where a site stands; see the table of clause inst-layout. */
export type SiteKind = 'entry' | 'loop' | 'call';

/** Where an operand comes from: one of the values that were put, or a constant instruction of the original module. */
export type OperandSource =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'constant'; readonly instruction: InstructionSyntax };

/** What is kept of the exception of a legacy `catch` or `catch_all` part that is open: clause inst-caught. */
export interface Caught<Value> {
  /** The tag of a `catch`; undefined for `catch_all`. */
  readonly tagidx: number | undefined;
  /** An i32, of a `catch_all` only: 1 more than the index of the exception's tag, or 0 for an exception without any tag of the module. */
  readonly which: Value | undefined;
  /** Whether a `rethrow` in the part throws it again. */
  readonly rethrown: boolean;
  /** The arguments of exceptions of each tag that it may have; those of others than it has mean nothing. */
  readonly args: readonly { readonly tagidx: number; readonly values: readonly Value[] }[];
}

/** What the values of a frame that was put at a site are. Types are in the original module's indices. */
export interface SiteLayout {
  readonly funcidx: number;
  readonly site: number;
  readonly kind: SiteKind;
  /** Body offset when the frame is the innermost one; undefined where it never is. */
  readonly innermost: number | undefined;
  /** Body offset of the call when the frame is another one; undefined where it never is. */
  readonly caller: number | undefined;
  /** Types of the values, in the order in which they are put. */
  readonly types: readonly Valtype[];
  /** For each local the place of its value in `types`; -1 for one that is not live. */
  readonly locals: readonly number[];
  /** The operands but for the results of the call, bottom first. */
  readonly operands: readonly OperandSource[];
  /** The results of the call, which are further operands of the innermost frame. */
  readonly results: readonly OperandSource[];
  /** The exceptions of the parts that are open, outermost first, by places in `types`. */
  readonly caught: readonly Caught<number>[];
}

/** How a frame is resumed; spec/appendix/instrumentation.md, Resuming. */
export type Mode = 'run' | 'return' | 'throw';

/** A place where a frame can be resumed; `offset` is a body offset. */
export interface Point {
  readonly funcidx: number;
  readonly offset: number;
  readonly mode: Mode;
}

/** What a continuation reads and gives: values in cells, see clause inst-cells. Types are in the original module's indices. */
export interface PointRecord {
  /** The live locals, ascending, with their first cells. */
  readonly locals: readonly { readonly localidx: number; readonly type: Valtype; readonly cell: number }[];
  /** All operands, bottom first; in mode 'return' and 'throw' without arguments and results of the call. */
  readonly operands: readonly { readonly type: Valtype; readonly cell: number }[];
  /** The exceptions of the parts that are open, outermost first. */
  readonly caught: readonly Caught<{ readonly type: Valtype; readonly cell: number }>[];
  /** Cells that the values take. */
  readonly cells: number;
  /** Types of the results that `returned_T` gives, in mode 'return'. */
  readonly returned: readonly Valtype[];
  /** Types of the results that `return_T` is given. */
  readonly results: readonly Valtype[];
}

/** A module that was generated, with what the host must give it. */
export interface SideModule {
  readonly bytes: Uint8Array;
  /** Names that it imports from `instance`; `function:i` among them. */
  readonly instance: readonly string[];
  /** Names that it imports from `checkpoint`. */
  readonly tape: readonly string[];
}
