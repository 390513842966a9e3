import type { ClauseId } from '@wasm-checkpoint/tables/clauses';
import type { Context } from '../context.js';

/** The judgements of spec/validation.md. */
export type Judgement = 'A' | 'B' | 'C' | 'D' | 'E';

/**
 * One family of rules: a function that looks at one kind of thing and reports every independent error of it.
 *
 * It must end for any context, also for one in which what an earlier family checks does not hold, and before each check
 * asks `context.on(clause)`, so that a test can switch one clause off and nothing else.
 */
export interface RuleFamily {
  readonly name: string;
  readonly judgement: Judgement;
  /** The clauses that it decides. */
  readonly clauses: readonly ClauseId[];
  readonly run: (context: Context) => void;
}
