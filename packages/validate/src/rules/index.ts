import type { RuleFamily } from './rule.js';

/** The rules of judgements B and C, in the order in which they run. */
export const families: readonly RuleFamily[] = [];
