import { type Checkpoint, decode, encode, type Zstd } from '@wasm-checkpoint/format';
import { nativeZstd, wasmZstd } from '@wasm-checkpoint/format/node';
import fc from 'fast-check';
import { sampleCheckpoints } from '../arbitrary/samples.js';
import { zstdFrame } from '../arbitrary/zstd-frames.js';
import { diagnosticOf } from './build.js';

const PAGE = 4096;
const wasm = await wasmZstd();
const native = nativeZstd();
const libraries: readonly (readonly [string, Zstd])[] = [
  ['wasm', wasm],
  ...(native === undefined ? [] : ([['native', native]] as const)),
];

/** A checkpoint whose one memory is `bytes`, compressed as one block. */
function compressed(bytes: Uint8Array, frame: Uint8Array, blockSizeLog2: number): Checkpoint {
  return {
    ...sampleCheckpoints.minimal,
    features: ['custom-page-sizes', 'zstd'],
    memories: [
      {
        type: { address: 'i32', limits: { min: BigInt(bytes.length) }, shared: false, pageSizeLog2: 0 },
        image: {
          base: { kind: 'zeros' },
          blockSizeLog2,
          blocks: [
            {
              number: 0n,
              runs: [{ kind: 'data', pages: Math.ceil(bytes.length / PAGE) }],
              data: { coding: 'zstd', size: bytes.length, frame },
            },
          ],
        },
      },
    ],
  };
}

/** Bytes that a compressor has something to do with, no page of them zero. */
function contents(size: number, seed: number): Uint8Array {
  let state = seed | 1;
  return Uint8Array.from({ length: size }, (_, at) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return at % 7 === 0 ? state >>> 24 : at & 0x3f;
  }).fill(1, 0, 1);
}

describe('zstd of libraries', () => {
  // clause: bin-zstd-frame
  test.each(libraries)('frames of %s zstd, of all levels and sizes, are within the rules', (_, zstd) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 300, max: 1 << 18 }),
        fc.integer(),
        fc.constantFrom(1, 3, 9, 19),
        (size, seed, level) => {
          const bytes = contents(size, seed);
          const frame = zstd.compress(bytes, level);
          const blockSizeLog2 = Math.max(12, Math.ceil(Math.log2(size)));
          const file = encode(compressed(bytes, frame, blockSizeLog2));
          expect(diagnosticOf(() => decode(file, { algorithms: { zstd: wasm } }))).toBeUndefined();
        },
      ),
      { numRuns: 60 },
    );
  });

  // clause: bin-zstd-frame
  test('a block of 4 MiB', () => {
    const bytes = contents(1 << 22, 5);
    const file = encode(compressed(bytes, wasm.compress(bytes, 1), 22));
    expect(diagnosticOf(() => decode(file, { algorithms: { zstd: wasm } }))).toBeUndefined();
  });

  // clause: bin-zstd-frame, conv-hostile
  test('damaged frames under right checksums are refused, or expand to as many bytes', () => {
    const bytes = contents(9000, 3);
    const whole = wasm.compress(bytes, 3);
    let refused = 0;
    for (let at = 0; at < whole.length; at += 7) {
      const frame = whole.slice();
      frame[at] = (frame[at] ?? 0) ^ (1 << (at & 7));
      const diagnostic = diagnosticOf(() =>
        decode(encode(compressed(bytes, frame, 16)), { algorithms: { zstd: wasm } }),
      );
      if (diagnostic === undefined) continue;
      refused += 1;
      expect(['CKPT1061', 'CKPT1055']).toContain(diagnostic.code);
    }
    expect(refused).toBeGreaterThan(10);
  });

  // clause: emb-zstd
  test('without zstd a compressed file is refused by name, or read without a look into its pages', () => {
    const bytes = contents(9000, 3);
    const file = encode(compressed(bytes, zstdFrame(new Uint8Array(9000).fill(4)), 16));
    expect(diagnosticOf(() => decode(file))?.code).toBe('CKPT4005');
    expect(diagnosticOf(() => decode(file, { verifyBlocks: false }))).toBeUndefined();
    expect(Buffer.from(encode(decode(file, { verifyBlocks: false }))).equals(file)).toBe(true);
  });
});
