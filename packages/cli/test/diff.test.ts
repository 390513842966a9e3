import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Checkpoint, diff, encode, type Frame, fingerprint, imageOf } from '@wasm-checkpoint/format';
import { nodeAlgorithms } from '@wasm-checkpoint/format/node';
import { ckpt, jsonLines } from './ckpt.js';
import { sampleCheckpoint, sampleMemory, sampleModule } from './fixture.js';

let folder = '';
let sample: Checkpoint;
const at = (name: string): string => join(folder, name);
const compare = (...args: string[]): ReturnType<typeof ckpt> => ckpt(['diff', ...args], { cwd: folder });

const write = (name: string, checkpoint: Checkpoint): string => {
  writeFileSync(at(name), encode(checkpoint));
  return name;
};
const withFrames = (frames: readonly Frame[]): Checkpoint => ({
  ...sample,
  threads: sample.threads.map((thread) => ({ ...thread, frames })),
});
const i32 = (value: number): { kind: 'i32'; value: number } => ({ kind: 'i32', value });
/** The memory with five and a hundred bytes changed. */
const changed = (): Uint8Array => {
  const memory = sampleMemory();
  memory.set(Buffer.from('HELLO'), 1024);
  return memory.fill(1, 90000, 90100);
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ckpt-test-'));
  const module = await sampleModule();
  writeFileSync(at('app.wasm'), module);
  sample = sampleCheckpoint(module);
  write('app.ckpt', sample);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('ckpt diff', () => {
  test('is silent but for a word about equal checkpoints, and ends with 0', () => {
    expect(compare('app.ckpt', 'app.ckpt')).toEqual({ code: 0, stdout: 'equal\n', stderr: '' });
    expect(jsonLines(compare('app.ckpt', 'app.ckpt', '--json').stdout)).toEqual([
      { type: 'verdict', judgement: 'equal', accepted: true, errors: 0, format: 1 },
    ]);
  });

  test('shows frames from the outermost on, values with their names, bytes of memories; ends with 1', () => {
    const [inner, outer, main] = sample.threads[0]?.frames ?? [];
    if (inner === undefined || outer === undefined || main === undefined) throw new Error('the sample has frames');
    const frames = [inner, { ...inner, locals: [i32(7), ...inner.locals.slice(1)] }, outer, main];
    const later: Checkpoint = {
      ...withFrames(frames.map((frame, index) => (index === 1 ? { ...frame, operands: [] } : frame))),
      globals: sample.globals.map((global, index) => (index === 0 ? { ...global, value: i32(1000) } : global)),
      memories: sample.memories.map(({ type }) => ({ type, image: imageOf(changed()) })),
    };
    write('later.ckpt', later);
    expect(compare('app.ckpt', 'later.ckpt', '--module', 'app.wasm')).toEqual({
      code: 1,
      stderr: '',
      stdout: `threads[0]  3 differences
  threads[0].frames[0]  + $fib (func 1) +0x14
  threads[0].frames[1].locals[0] $fib n  i32 8 → i32 7
  threads[0].frames[1].operands[0] $fib  - i32 7
globals  1 difference
  globals[0].value $stack_pointer  i32 65472 (0xffc0) → i32 1000 (0x3e8)
memories[0]  128 KiB; 105 bytes in 2 ranges on 2 pages of 4 KiB differ
  0x00000000 ▕█                    █          ▏ 0x00020000
  0x00000400  5 bytes
    - 68 65 6c 6c 6f                                   |hello|
    + 48 45 4c 4c 4f                                   |HELLO|
  0x00015f90  100 bytes
    - 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  |................| …
    + 01 01 01 01 01 01 01 01 01 01 01 01 01 01 01 01  |................| …
`,
    });
    const lines = jsonLines(compare('app.ckpt', 'later.ckpt', '--json').stdout);
    expect(lines.map(({ type, path }) => [type, path])).toEqual([
      ['difference', 'threads[0].frames[0]'],
      ['difference', 'threads[0].frames[1].locals[0]'],
      ['difference', 'threads[0].frames[1].operands[0]'],
      ['difference', 'globals[0].value'],
      ['memory', 'memories[0]'],
      ['verdict', undefined],
    ]);
    expect(lines[4]).toMatchObject({
      bytes: 105,
      pages: [0, 21],
      ranges: [
        { from: 1024, to: 1029 },
        { from: 90000, to: 90100 },
      ],
    });
    expect(compare('app.ckpt', 'later.ckpt', '--ranges', '1').stdout).toContain('  … 1 more ranges (--ranges all)\n');
  });

  test('sees other functions on the stack as other frames', () => {
    const frames = sample.threads[0]?.frames ?? [];
    write('less.ckpt', withFrames(frames.slice(1)));
    const { stdout } = compare('app.ckpt', 'less.ckpt');
    expect(stdout).toContain('  threads[0].frames[0]  - func 1 +0x14\n');
    write('quiet.ckpt', { ...sample, threads: [] });
    expect(compare('app.ckpt', 'quiet.ckpt').stdout).toContain('threads[0]  - thread of 3 frames\n');
  });

  test('sees no difference in how a file stores a memory', async () => {
    const { zstd } = await nodeAlgorithms();
    const image = imageOf(sampleMemory(), { compression: { zstd, level: 1 } });
    const compressed = {
      ...sample,
      features: ['zstd'],
      memories: sample.memories.map(({ type }) => ({ type, image })),
    };
    write('compressed.ckpt', compressed);
    expect(compare('app.ckpt', 'compressed.ckpt')).toMatchObject({ code: 0, stdout: 'equal\n' });
    expect(compare('app.ckpt', 'compressed.ckpt', '--all')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('features[0]  + "zstd"'),
    });
  });

  test('tells sizes of memories', () => {
    const memories = sample.memories.map(({ type, image }) => ({
      image,
      type: { ...type, limits: { ...type.limits, min: 3n } },
    }));
    write('grown.ckpt', { ...sample, memories });
    expect(compare('app.ckpt', 'grown.ckpt')).toMatchObject({
      code: 1,
      stdout: 'memories[0]  128 KiB → 192 KiB; 0 bytes in 0 ranges on 0 pages of 4 KiB differ\n',
    });
  });

  test('tells differing entries of tables without unrolling runs', () => {
    const [table] = sample.tables;
    if (table === undefined) throw new Error('the sample has a table');
    const [none, some] = table.runs;
    if (none?.kind !== 'ref' || some?.kind !== 'ref') throw new Error('its runs are references');
    const tables = [{ ...table, runs: [none, { ...some, length: 2n }] }];
    write('table.ckpt', { ...sample, tables });
    expect(compare('app.ckpt', 'table.ckpt', '--module', 'app.wasm').stdout).toBe(
      'tables  1 difference\n  tables[0][2]  null func → func 1 $fib\n',
    );
  });

  describe('with increments', () => {
    const child = (memory: Uint8Array): Checkpoint => ({
      ...sample,
      features: ['parent'],
      parent: { kind: 'fingerprint', digest: fingerprint(sample) },
      memories: sample.memories.map(({ type }) => ({
        type,
        image: diff(memory, sampleMemory(), { kind: 'parent', memory: 0 }),
      })),
    });

    test('takes the parent from the other side or from --parent', () => {
      write('child.ckpt', child(changed()));
      expect(compare('app.ckpt', 'child.ckpt').stdout).toContain('memories[0]  128 KiB; 105 bytes in 2 ranges');
      write('whole.ckpt', {
        ...sample,
        memories: sample.memories.map(({ type }) => ({ type, image: imageOf(changed()) })),
      });
      expect(compare('whole.ckpt', 'child.ckpt', '--parent', 'app.ckpt')).toMatchObject({ code: 0, stdout: 'equal\n' });
    });

    test('compares two children of one parent without it', () => {
      write('child.ckpt', child(changed()));
      const memory = sampleMemory();
      // One page that only one side stores, among it zeros; one that both store.
      memory.fill(0, 1024, 1100);
      write('child2.ckpt', child(memory));
      const { code, stdout } = compare('child.ckpt', 'child2.ckpt', '--json');
      expect(code).toBe(1);
      expect(jsonLines(stdout)[0]).toMatchObject({ type: 'memory', pages: [0, 21] });
      expect(compare('child.ckpt', 'child.ckpt')).toMatchObject({ code: 0 });
    });

    test('syn-parent-given: refuses when the parent is missing', () => {
      write('child.ckpt', child(changed()));
      write('whole.ckpt', {
        ...sample,
        memories: sample.memories.map(({ type }) => ({ type, image: imageOf(changed()) })),
      });
      const { code, stdout, stderr } = compare('whole.ckpt', 'child.ckpt');
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain('give a parent checkpoint with --parent (syn-parent-given)');
    });
  });

  test('emb-exit: 2 for what cannot be read, 1 for what is no checkpoint', () => {
    expect(compare('app.ckpt', 'nothing.ckpt')).toMatchObject({ code: 2, stdout: '' });
    expect(compare('app.ckpt', 'app.wasm')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('CKPT1010'),
    });
    expect(compare('app.ckpt')).toMatchObject({ code: 2 });
  });
});
