import { type FeatureSet, validate } from '@wasm-checkpoint/wasm';
import type { Judgement } from './judge.js';

/** The verdict of the project's own validator under a set of features. */
export function judgeOurs(bytes: Uint8Array, features: FeatureSet): Judgement {
  const fault = validate(bytes, { features });
  if (fault === undefined) return { verdict: 'accepted', message: '' };
  if (fault.phase === 'malformed' || fault.phase === 'invalid') return { verdict: fault.phase, message: fault.message };
  return { verdict: 'over a limit', message: fault.message };
}
