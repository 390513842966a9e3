import type { ClauseId } from '@wasm-checkpoint/tables/clauses';
import type { Context } from '../context.js';
import type { HostOffers } from './offers.js';

/** One family of rules of judgement D; as `RuleFamily`, but with what the host offers. */
export interface HostRuleFamily {
  readonly name: string;
  readonly judgement: 'D';
  /** The clauses that it decides. */
  readonly clauses: readonly ClauseId[];
  readonly run: (context: Context, host: HostOffers) => void;
}
