import { createHash } from 'node:crypto';
import { validate } from '@wasm-checkpoint/wasm';
import initWabt from 'wabt';
import { realModule } from '../../real/modules.js';
import { type Candidate, compare } from '../harness.js';
import type { BenchTarget, Figure } from '../target.js';

type Wabt = Awaited<ReturnType<typeof initWabt>>;

function validateWithWabt(wabt: Wabt, bytes: Uint8Array): void {
  const module = wabt.readWasm(bytes, { readDebugNames: false, check: true });
  try {
    module.validate();
  } finally {
    module.destroy();
  }
}

function candidates(wabt: Wabt, bytes: Uint8Array): Candidate[] {
  return [
    { name: 'ours', run: () => validate(bytes) },
    { name: 'V8', run: () => WebAssembly.validate(bytes as Uint8Array<ArrayBuffer>) },
    { name: 'wabt', run: () => validateWithWabt(wabt, bytes) },
    { name: 'SHA-256', run: () => createHash('sha256').update(bytes).digest() },
  ];
}

/** Full validation of real modules, against npm's wabt and V8's own `WebAssembly.validate`, which uses all cores. */
export const validation: BenchTarget = {
  name: 'validation',
  help: 'full validation of QuickJS and esbuild.wasm against wabt and V8',
  async run({ compare: options, show }) {
    const wabt = await initWabt();
    const figures: Figure[] = [];
    for (const name of ['quickjs', 'esbuild']) {
      show(name);
      const module = realModule(name);
      const bytes = module.bytes();
      if (validate(bytes) !== undefined) throw new Error(`${name} is not valid`);
      const samples = compare(candidates(wabt, bytes), options);
      const figure = (what: string, value: number, unit: string, detail: string): void => {
        figures.push({ name: `validation/${name}/${what}`, value, unit, detail: `${module.package}: ${detail}` });
      };
      for (const { name: who } of candidates(wabt, bytes)) {
        figure(who, samples.throughput(who, bytes.length), 'MB/s', `${who}, ${bytes.length} bytes`);
      }
      figure('times-wabt', samples.ratio('wabt', 'ours'), 'x', 'how many times as fast as wabt');
      figure('within-V8', samples.ratio('ours', 'V8'), 'x', 'how many times as long as V8');
    }
    return figures;
  },
};
