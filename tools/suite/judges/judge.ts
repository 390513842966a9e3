import type { FeatureSet } from '@wasm-checkpoint/wasm';
import type { Verdict } from '../modules.js';

/** What a judge says of a module: its verdict, or only that it refuses when it does not tell malformed from invalid. */
export interface Judgement {
  readonly verdict: Verdict | 'refused' | 'over a limit';
  /** The judge's own words; empty when it accepts. */
  readonly message: string;
}

/** One who tells whether a module is valid under a set of features. */
export interface Judge {
  readonly name: string;
  /** The features that it can judge. */
  readonly features: FeatureSet;
  judge(bytes: Uint8Array): Judgement;
}

/** Whether a judgement satisfies what a script demands. */
export function agrees(judgement: Judgement, expected: Verdict): boolean {
  return judgement.verdict === expected || (judgement.verdict === 'refused' && expected !== 'accepted');
}
