import { Diagnostic } from '@wasm-checkpoint/bytes';
import { type FeatureSet, validate } from '@wasm-checkpoint/wasm';
import { differences } from './differences.js';
import type { Mutant } from './mutants.js';

function compileMessage(bytes: Uint8Array): string {
  try {
    new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>);
    return 'validate says no, compile says yes';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** How a comparison with V8 ended. */
export type Outcome = 'both accept' | 'both refuse' | 'known difference';

/** Compares our verdict with V8's; throws for a difference that is not in the list, or when anything but a diagnostic comes out. */
export function compareWithV8({ sample, how, bytes }: Mutant, features: FeatureSet): Outcome {
  const ours = validate(bytes, { features });
  if (ours !== undefined && !(ours instanceof Diagnostic)) throw new TypeError(`not a diagnostic: ${String(ours)}`);
  const accepted = WebAssembly.validate(bytes as Uint8Array<ArrayBuffer>);
  if (accepted === (ours === undefined)) return accepted ? 'both accept' : 'both refuse';
  const theirs = accepted ? '' : compileMessage(bytes);
  if (differences.some(({ covers }) => covers({ ours, theirs }))) return 'known difference';
  const dump = bytes.length <= 2048 ? Buffer.from(bytes).toString('hex') : `${bytes.length} bytes`;
  throw new Error(`${sample}, ${how}\nours: ${ours?.message ?? 'accepts'}\nV8:   ${theirs || 'accepts'}\n${dump}`);
}
