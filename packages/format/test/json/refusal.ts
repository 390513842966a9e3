import { Diagnostic } from '@wasm-checkpoint/bytes';
import { fromJSON, type ReaderLimits, toJSON } from '@wasm-checkpoint/format';
import { sampleCheckpoints } from '../arbitrary/samples.js';

/** The twin of the sample that has everything. */
export const everything: unknown = JSON.parse(JSON.stringify(toJSON(sampleCheckpoints.everything)));

/** The diagnostic with which a value is refused. */
export function refusal(json: unknown, limits: Partial<ReaderLimits> = {}): Diagnostic {
  try {
    fromJSON(json, { limits });
  } catch (error) {
    if (error instanceof Diagnostic) return error;
    throw error;
  }
  throw new Error('accepted');
}
