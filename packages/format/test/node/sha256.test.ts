import { createHash } from 'node:crypto';
import { algorithms } from '@wasm-checkpoint/format';
import { nodeAlgorithms, nodeSha256 } from '@wasm-checkpoint/format/node';
import fc from 'fast-check';

const expected = (parts: readonly Uint8Array[]): string =>
  createHash('sha256').update(Buffer.concat(parts)).digest('hex');

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe.each([
  ['node', nodeSha256],
  ['portable', algorithms().sha256],
])('SHA-256, %s', (_, sha256) => {
  test('in parts of any size, two streams at a time', () => {
    const part = fc
      .tuple(fc.constantFrom(0, 1, 3, 1000, 65535, 65536, 65600, 65601), fc.nat({ max: 255 }))
      .map(([size, byte]) => new Uint8Array(size).fill(byte));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), fc.array(part, { maxLength: 4 }), (one, other) => {
        const streams = [sha256.create(), sha256.create()];
        for (let index = 0; index < 4; index++) {
          for (const [which, parts] of [one, other].entries()) {
            const bytes = parts[index]?.slice();
            if (bytes === undefined) continue;
            streams[which]?.update(bytes);
            bytes.fill(0xaa);
          }
        }
        expect(streams.map((stream) => hex(stream.digest()))).toEqual([expected(one), expected(other)]);
        expect(hex(sha256.digest(Buffer.concat(one)))).toBe(expected(one));
      }),
      { numRuns: 30 },
    );
  });
});

test('the algorithms of Node have zstd, which gives back what it took', async () => {
  const { zstd } = await nodeAlgorithms();
  const bytes = new Uint8Array(100_000).fill(3);
  const frame = zstd.compress(bytes, 1);
  expect(frame.length).toBeLessThan(1000);
  expect(Buffer.compare(zstd.decompress(frame, bytes.length), bytes)).toBe(0);
  expect(() => zstd.decompress(bytes, 10)).toThrow();
});
