import type { ClauseId } from '@wasm-checkpoint/tables/clauses';
import type { Update } from '../update.js';

/** One family of rules of judgement E; as `RuleFamily`, but with both versions. */
export interface UpdateRuleFamily {
  readonly name: string;
  readonly judgement: 'E';
  /** The clauses that it decides. */
  readonly clauses: readonly ClauseId[];
  readonly run: (update: Update) => void;
}
