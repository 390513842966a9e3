import type { Judge, Judgement } from './judge.js';
import { probeFeatures } from './probes.js';

function judge(bytes: Uint8Array): Judgement {
  const source = bytes as Uint8Array<ArrayBuffer>;
  if (WebAssembly.validate(source)) return { verdict: 'accepted', message: '' };
  try {
    new WebAssembly.Module(source);
    return { verdict: 'refused', message: 'validate says no, compile says yes' };
  } catch (error) {
    return { verdict: 'refused', message: error instanceof Error ? error.message : String(error) };
  }
}

/** The V8 of the Node that runs this. */
export async function v8Judge(): Promise<Judge> {
  const features = await probeFeatures((bytes) => WebAssembly.validate(bytes as Uint8Array<ArrayBuffer>));
  return { name: `V8 ${process.versions.v8}`, features, judge };
}
