import { type Block, bytesSource, type Checkpoint, decodeCoreDump, exportCoreDump } from '@wasm-checkpoint/format';
import { zstdFrame } from '../arbitrary/zstd-frames.js';
import { zstd } from '../decode/options.js';
import { one, page } from './checkpoints.js';

const text = new TextEncoder();

describe('exportCoreDump', () => {
  test('writes what core dumps have a place for', () => {
    const { bytes, lost } = exportCoreDump(one(), { name: 'app.wasm' });
    const dump = decodeCoreDump(bytes);
    expect(dump.executable).toBe('app.wasm');
    expect(dump.modules).toEqual([`sha256:${'ab'.repeat(32)}`]);
    expect(dump.memories[0]?.segments).toEqual([{ offset: 4196n, bytes: text.encode('checkpoint') }]);
    expect(dump.threads[0]?.frames[0]).toEqual({
      instance: 0,
      funcidx: 3,
      offset: 17,
      locals: [{ kind: 'i32', value: -1 }, { kind: 'missing' }, { kind: 'f64', bits: 0x7ff4000000000001n }],
      operands: [{ kind: 'f32', bits: 0x80000000 }],
    });
    expect(lost).toEqual([
      { path: 'modules[0].length', reason: 'not-in-core-dumps' },
      { path: 'globals[0].type.mutable', reason: 'not-in-core-dumps' },
    ]);
  });

  // clause: dump-lost
  test('lists what has no place, by path', () => {
    const { lost } = exportCoreDump(
      one({
        locals: [{ kind: 'unset' }, { kind: 'v128', bits: 1n }, { kind: 'null', hierarchy: 'func' }],
        operands: [{ kind: 'func', instance: 0, funcidx: 1 }],
      }),
    );
    expect(lost.filter(({ path }) => path.startsWith('threads'))).toEqual([
      { path: 'threads[0].frames[0].locals[0]', reason: 'not-in-core-dumps' },
      { path: 'threads[0].frames[0].locals[1]', reason: 'value-not-number' },
      { path: 'threads[0].frames[0].locals[2]', reason: 'value-not-number' },
      { path: 'threads[0].frames[0].operands[0]', reason: 'value-not-number' },
    ]);
  });

  // clauses: syn-base-module, syn-parent-given
  test('refuses memories whose base it does not have, and resolves those it has', () => {
    const [memory] = one().memories;
    if (memory === undefined) throw new Error('no memory');
    const whole = new Uint8Array(65536);
    whole.set(text.encode('whole'), 20000);
    const source = bytesSource(whole);
    const cases = [
      {
        base: { kind: 'module', instance: 0 },
        code: 'CKPT3005',
        given: { modules: { memory: () => source, table: () => undefined } },
      },
      { base: { kind: 'parent', memory: 0 }, code: 'CKPT3001', given: { parent: [source] } },
    ] as const;
    for (const { base, code, given } of cases) {
      const checkpoint = one({}, { memories: [{ ...memory, image: { ...memory.image, base } }] });
      expect(() => exportCoreDump(checkpoint)).toThrow(expect.objectContaining({ code }));
      const dump = decodeCoreDump(exportCoreDump(checkpoint, given).bytes);
      expect(dump.memories[0]?.segments).toEqual([
        { offset: 4196n, bytes: text.encode('checkpoint') },
        { offset: 20000n, bytes: text.encode('whole') },
      ]);
    }
  });

  // clause: emb-zstd
  test('refuses compressed blocks without a decompressor, and takes those of one', () => {
    const [memory] = one().memories;
    if (memory === undefined) throw new Error('no memory');
    const compressed = (frame: Uint8Array): Checkpoint => {
      const runs = [{ kind: 'data', pages: 1 }] as const;
      const block: Block = { number: 0n, runs, data: { coding: 'zstd', size: 4096, frame } };
      return one({}, { memories: [{ ...memory, image: { ...memory.image, blocks: [block] } }] });
    };
    const checkpoint = compressed(zstdFrame(page(5, 'compressed')));
    expect(() => exportCoreDump(checkpoint)).toThrow(expect.objectContaining({ code: 'CKPT4005' }));
    const dump = decodeCoreDump(exportCoreDump(checkpoint, { zstd }).bytes);
    expect(dump.memories[0]?.segments).toEqual([{ offset: 5n, bytes: text.encode('compressed') }]);
    const short = { ...zstd, decompress: () => new Uint8Array(1) };
    expect(() => exportCoreDump(checkpoint, { zstd: short })).toThrow(expect.objectContaining({ code: 'CKPT1061' }));
  });

  // clause: dump-memory
  test('keeps to the number of segments that engines take', () => {
    const shared = page(7, 'x');
    const runs = Array.from(
      { length: 1024 },
      (_, index) => ({ kind: index % 2 === 0 ? 'data' : 'base', pages: 1 }) as const,
    );
    const views = new Array<Uint8Array>(512).fill(shared);
    const blocks = Array.from(
      { length: 196 },
      (_, index): Block => ({
        number: BigInt(index),
        runs: runs.slice(0, 1023),
        data: { coding: 'raw', size: 512 * 4096, views },
      }),
    );
    const checkpoint = one(
      {},
      {
        memories: [
          {
            type: { address: 'i32', limits: { min: 65536n }, shared: false, pageSizeLog2: 16 },
            image: { base: { kind: 'zeros' }, blockSizeLog2: 22, blocks },
          },
        ],
      },
    );
    const segments = decodeCoreDump(exportCoreDump(checkpoint).bytes).memories[0]?.segments ?? [];
    expect(segments).toHaveLength(100_000);
    const ones = segments.reduce(
      (sum, { bytes }) => sum + bytes.reduce((count, byte) => count + (byte === 0 ? 0 : 1), 0),
      0,
    );
    expect(ones).toBe(196 * 512);
  });
});
