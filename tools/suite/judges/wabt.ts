import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import initWabt from 'wabt';
import type { Judge, Judgement } from './judge.js';
import { probeFeatures } from './probes.js';

const options = {
  readDebugNames: false,
  check: true,
  exceptions: true,
  mutable_globals: true,
  sat_float_to_int: true,
  sign_extension: true,
  simd: true,
  threads: true,
  function_references: true,
  multi_value: true,
  tail_call: true,
  bulk_memory: true,
  reference_types: true,
  gc: true,
  memory64: true,
  extended_const: true,
  relaxed_simd: true,
};

/** npm's wabt with every feature that it can be asked for. */
export async function wabtJudge(): Promise<Judge> {
  const wabt = await initWabt();
  const judge = (bytes: Uint8Array): Judgement => {
    try {
      const module = wabt.readWasm(bytes, options);
      try {
        module.validate();
      } finally {
        module.destroy();
      }
      return { verdict: 'accepted', message: '' };
    } catch (error) {
      return { verdict: 'refused', message: error instanceof Error ? error.message.trim() : String(error) };
    }
  };
  const manifest = createRequire(import.meta.url).resolve('wabt/package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const features = await probeFeatures((bytes) => judge(bytes).verdict === 'accepted');
  return { name: `wabt ${version}`, features, judge };
}
