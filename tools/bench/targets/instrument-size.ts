import { gzipSync } from 'node:zlib';
import { instrument } from '@wasm-checkpoint/instrument';
import { openModule } from '@wasm-checkpoint/wasm';
import { kernels } from '../../programs/kernels.js';
import { prebuiltModule } from '../../programs/prebuilt.js';
import { realModule } from '../../real/modules.js';
import { compare as compareCandidates } from '../harness.js';
import { variantBytes } from '../instrument/variants.js';
import { geometricMean } from '../instrument/workplace.js';
import type { BenchTarget, Figure } from '../target.js';

/** Bytes of the code section. */
function codeSize(bytes: Uint8Array): number {
  const code = openModule(bytes).sections.find(({ name }) => name === 'code');
  return code === undefined ? 0 : code.end - code.start;
}

const gzipSize = (bytes: Uint8Array): number => gzipSync(bytes, { level: 9 }).length;

interface Sizes {
  readonly code: number;
  readonly gzip: number;
}

const sizes = (bytes: Uint8Array): Sizes => ({ code: codeSize(bytes), gzip: gzipSize(bytes) });

/** How large instrumented modules are, beside Asyncify's, and how fast they are made. */
export const instrumentSize: BenchTarget = {
  name: 'instrument-size',
  help: 'size of instrumented modules beside Asyncify with polls, and the speed of instrumenting',
  async run({ compare, show }) {
    const figures: Figure[] = [];
    const figure = (what: string, value: number, unit: string, detail: string): void => {
      figures.push({ name: `instrument-size/${what}`, value, unit, detail });
    };
    for (const name of ['quickjs', 'sqlite', 'lua']) {
      show(name);
      const bytes = realModule(name).bytes();
      const plain = sizes(bytes);
      const ours = sizes((await variantBytes('ours', bytes)) ?? bytes);
      const made = await variantBytes('asyncify', bytes);
      const theirs = made === undefined ? undefined : sizes(made);
      for (const kind of ['code', 'gzip'] as const) {
        const asyncify = theirs === undefined ? 'did not finish' : `${(theirs[kind] / plain[kind]).toFixed(2)} x`;
        figure(`${name}/${kind}`, ours[kind] / plain[kind], 'x', `of ${plain[kind]} bytes; Asyncify ${asyncify}`);
      }
    }
    const ratios = await Promise.all(
      kernels.map(async ({ name }) => {
        const bytes = prebuiltModule(name);
        return codeSize((await variantBytes('ours', bytes)) ?? bytes) / codeSize(bytes);
      }),
    );
    figure('kernels/code', geometricMean(ratios), 'x', `geometric mean of ${ratios.length}`);
    for (const name of ['quickjs', 'esbuild', 'ruby']) {
      show(`instrumenting ${name}`);
      const bytes = realModule(name).bytes();
      const samples = compareCandidates([{ name: 'instrument', run: () => instrument(bytes).bytes.length }], {
        rounds: 5,
        warmup: 1000,
        ...compare,
      });
      const detail = `${realModule(name).package}, ${bytes.length} bytes, ${samples.median('instrument').toFixed(0)} ms`;
      figure(`${name}/speed`, samples.throughput('instrument', bytes.length), 'MB/s', detail);
    }
    return figures;
  },
};
