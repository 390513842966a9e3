import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { algorithms } from '@wasm-checkpoint/format';
import fc from 'fast-check';
import { foldModule } from '../../dist/crc32c/fold-module.js';
import { crc32cSimd } from '../../dist/crc32c/simd.js';
import { crc32cTable } from '../../dist/crc32c/table.js';

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** Bit by bit, as RFC 3720 defines it. */
function byDefinition(crc: number, bytes: Uint8Array): number {
  let value = ~crc;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0x82f63b78 : 0);
  }
  return ~value >>> 0;
}

/** A remainder of x^degree by the generator, not reflected. */
function power(degree: number): number {
  let value = 1;
  for (let index = 0; index < degree; index++) value = (value << 1) ^ (value < 0 ? 0x1edc6f41 : 0);
  return value;
}

const simd = crc32cSimd();
const noise = new Uint8Array(140_000);
for (let index = 0, state = 1; index < noise.length; index++) {
  state = Math.imul(state, 1664525) + 1013904223;
  noise[index] = state >>> 24;
}

describe('CRC-32C', () => {
  test('of the check string', () => {
    expect(algorithms().crc32c.update(0, ascii('123456789'))).toBe(0xe3069283);
  });

  test.each([
    [new Uint8Array(32), 0x8a9136aa],
    [new Uint8Array(32).fill(0xff), 0x62a8ab43],
    [Uint8Array.from({ length: 32 }, (_, index) => index), 0x46dd794e],
    [Uint8Array.from({ length: 32 }, (_, index) => 31 - index), 0x113fdb5c],
  ])('of the examples of RFC 3720, appendix B.4', (bytes, crc) => {
    expect(algorithms().crc32c.update(0, bytes)).toBe(crc);
    expect(crc32cTable.update(0, bytes)).toBe(crc);
  });

  test('this host folds vectors', () => {
    expect(simd).toBeDefined();
  });

  test('the polynomials of fold.wat are multiples of the generator', () => {
    expect(power(5275) ^ power(4508) ^ power(2751) ^ 1).toBe(0);
    expect(power(209) ^ power(144) ^ power(54) ^ power(39) ^ power(14) ^ 1).toBe(0);
  });

  test('fold-module.ts is fold.wat assembled', async () => {
    const require = createRequire(import.meta.url);
    const wabt = await (
      require('wabt') as () => Promise<{
        parseWat(name: string, text: string, features: object): { toBinary(options: object): { buffer: Uint8Array } };
      }>
    )();
    const text = readFileSync(new URL('../../src/crc32c/fold.wat', import.meta.url), 'utf8');
    const { buffer } = wabt.parseWat('fold.wat', text, { simd: true, bulk_memory: true }).toBinary({});
    expect(foldModule).toBe(Buffer.from(buffer).toString('hex'));
  });

  // Around the sizes at which the way of computing changes, and around whole vectors and steps.
  const sizes = new Set<number>([0, 1, 2, 3, 4, 5, 7, 8, 9]);
  for (const size of [191, 192, 768, 5275, 8191, 8192, 65535, 65536, 65536 + 191, 65536 + 192, 131072]) {
    for (const around of [-65, -64, -63, -17, -16, -15, -1, 0, 1, 15, 16, 17, 63, 64, 65]) sizes.add(size + around);
  }
  test('every way gives what the definition gives at the sizes where the ways change', () => {
    const prefix = new Map<number, number>();
    for (const size of sizes) {
      const bytes = noise.subarray(size % 61, (size % 61) + size);
      const expected = byDefinition(size, bytes);
      prefix.set(size, expected);
      expect([size, crc32cTable.update(size, bytes)]).toEqual([size, expected]);
      expect([size, simd?.update(size, bytes)]).toEqual([size, expected]);
    }
  });

  test('in parts as in one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 20_000 }), { maxLength: 5 }),
        fc.integer({ min: 0, max: 0xffffffff }),
        (parts, seed) => {
          const size = parts.reduce((sum, part) => sum + part, 0);
          let crc = seed;
          let from = 0;
          for (const part of parts) {
            crc = algorithms().crc32c.update(crc, noise.subarray(from, from + part));
            from += part;
          }
          expect(crc).toBe(crc32cTable.update(seed, noise.subarray(0, size)));
        },
      ),
    );
  });
});
