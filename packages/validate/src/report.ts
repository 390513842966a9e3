import type { Diagnostic } from '@wasm-checkpoint/bytes';
import type { Context, Unchecked } from './context.js';
import type { Judgement } from './rules/rule.js';

/** The answer of a validator. */
export interface Report {
  readonly accepted: boolean;
  /** The last judgement that was decided: the one asked for, or the first that does not hold. */
  readonly judgement: Judgement;
  /** In the order of the file; empty when accepted. Those of B to E are `Finding`s. */
  readonly errors: readonly Diagnostic[];
  /** Whether the limit `maxErrors` ended the search for more. */
  readonly truncated: boolean;
  readonly unchecked: readonly Unchecked[];
  /** The checkpoint, the opened modules and what else the rules knew; absent where judgement A does not hold. */
  readonly context?: Context;
}
