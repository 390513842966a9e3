import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scriptEngine } from '../../engines/engines.js';
import { prebuiltModule } from '../../programs/prebuilt.js';
import { type JobResult, runJob } from './job.js';
import { type Variant, variantBytes, writeRecorder } from './variants.js';
import { costFigures, geometricMean } from './workplace.js';

test('a worker times a kernel in its forms', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wasm-checkpoint-'));
  try {
    const variants: Variant[] = [];
    for (const name of ['plain', 'ours'] as const) {
      const bytes = (await variantBytes(name, prebuiltModule('fib'))) ?? new Uint8Array();
      const path = join(folder, `${name}.wasm`);
      writeFileSync(path, bytes);
      variants.push({ name, path, bytes: bytes.length });
    }
    const compare = { rounds: 2, warmup: 0, sample: 0 };
    const job = { subject: 'fib', kind: 'kernel', variants, recorder: writeRecorder(folder), compare } as const;
    const result = await runJob(scriptEngine('node'), job);
    expect(Object.keys(result)).toEqual(['plain', 'ours']);
    expect(result['ours']).toHaveLength(2);
    const broken = { ...job, subject: 'trees' };
    await expect(runJob(scriptEngine('node'), broken)).rejects.toThrow(/trees on node ended with 1: .*trees, plain/s);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('costFigures', () => {
  const engine = { name: 'e', version: 'E 1', program: '', flags: [], deep: [] };
  const results = new Map<string, JobResult>([
    ['a', { plain: [10, 10, 10], ours: [20, 10, 11], asyncify: [20, 20, 20] }],
    ['b', { plain: [1, 1, 1], ours: [4.4, 4.4, 4.4] }],
  ]);

  test('tells each subject, the mean, the worst and Asyncify', () => {
    const figures = costFigures('t', engine, results).map(({ name, value }) => [name, Number(value.toFixed(4))]);
    expect(figures).toEqual([
      ['t/e/a', 1.1],
      ['t/e/b', 4.4],
      ['t/e/mean', 2.2],
      ['t/e/worst', 4.4],
      ['t/e/asyncify', 2],
    ]);
  });

  test('says where Asyncify has no result', () => {
    expect(costFigures('t', engine, results).map(({ detail }) => detail)).toEqual([
      'of 10.0 ms; Asyncify 2.00 x',
      'of 1.0 ms; Asyncify did not finish',
      'geometric mean of 2, instrumented to uninstrumented; E 1',
      'b',
      'geometric mean of 1, Asyncify with polls',
    ]);
  });

  test('the geometric mean', () => {
    expect(geometricMean([1, 4])).toBeCloseTo(2);
    expect(geometricMean([3])).toBeCloseTo(3);
  });
});
