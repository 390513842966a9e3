import { fromJSON, toJSON } from '@wasm-checkpoint/format';
import fc from 'fast-check';
import { f32Bits, f64Bits } from '../arbitrary/bits.js';
import { sampleCheckpoints } from '../arbitrary/samples.js';

const { minimal } = sampleCheckpoints;

const base64 = (bytes: Uint8Array): string =>
  toJSON({ ...minimal, customs: [{ name: '', bytes }] }).customs?.[0]?.bytes ?? '';
const bytes = (text: string): Uint8Array | undefined =>
  fromJSON({ ...toJSON(minimal), customs: [{ name: '', bytes: text }] }).customs[0]?.bytes;

// clause: json-bytes
describe('base64', () => {
  test.each([
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg=='],
    ['fooba', 'Zm9vYmE='],
    ['foobar', 'Zm9vYmFy'],
  ])('of %j as in RFC 4648', (plain, coded) => {
    expect(base64(new TextEncoder().encode(plain))).toBe(coded);
    expect(new TextDecoder().decode(bytes(coded))).toBe(plain);
  });

  test('agrees with that of Node', () => {
    const property = fc.property(fc.uint8Array({ maxLength: 200 }), (all) => {
      expect(base64(all)).toBe(Buffer.from(all).toString('base64'));
      expect(Buffer.from(bytes(base64(all)) ?? [])).toEqual(Buffer.from(all));
    });
    fc.assert(property);
  });

  test('has one text for each bytes', () => {
    const letters = fc.constantFrom(...'ABCDEQgw048+/=', ' ', '-');
    const property = fc.property(
      fc.array(letters, { maxLength: 9 }).map((all) => all.join('')),
      (text) => {
        const canonical = Buffer.from(text, 'base64').toString('base64') === text;
        let accepted = true;
        try {
          bytes(text);
        } catch {
          accepted = false;
        }
        expect([text, accepted]).toEqual([text, canonical]);
      },
    );
    fc.assert(property, { numRuns: 5000 });
  });
});

const comment = (kind: 'f32' | 'f64' | 'v128', bits: number | bigint): string | undefined => {
  const value = kind === 'f32' ? { kind, bits: Number(bits) } : { kind, bits: BigInt(bits) };
  return toJSON({ ...minimal, globals: [{ type: { type: kind, mutable: false }, value }] }).globals?.[0]?.value.comment;
};

// clause: json-comment
describe('comments', () => {
  test.each([
    ['f32', 0, '0'],
    ['f32', 0x80000000, '-0'],
    ['f32', 0x3dcccccd, '0.1'],
    ['f32', 0xc0490fdb, '-3.1415927'],
    ['f32', 0x7f800000, 'inf'],
    ['f32', 0xff800000, '-inf'],
    ['f32', 0x7fc00000, 'nan'],
    ['f32', 0xffc00000, '-nan'],
    ['f32', 0x7fa00000, 'nan:0x200000'],
    ['f32', 0xff800001, '-nan:0x1'],
    ['f64', 0x8000000000000000n, '-0'],
    ['f64', 0x3fb999999999999an, '0.1'],
    ['f64', 0xfff8000000000000n, '-nan'],
    ['f64', 0x7ff0000000000001n, 'nan:0x1'],
    ['v128', 0x0f0e0d0c0b0a09080706050403020100n, 'i32x4 0x03020100 0x07060504 0x0b0a0908 0x0f0e0d0c'],
  ] as const)('of %s %p', (kind, bits, text) => {
    expect(comment(kind, bits)).toBe(text);
  });

  test('of finite floats give them back', () => {
    const property = fc.property(f32Bits, f64Bits, (bits32, bits64) => {
      const view = new DataView(new ArrayBuffer(8));
      view.setUint32(0, bits32);
      const single = view.getFloat32(0);
      if (Number.isFinite(single)) expect(Math.fround(Number(comment('f32', bits32)))).toBe(single);
      view.setBigUint64(0, bits64);
      const double = view.getFloat64(0);
      if (Number.isFinite(double)) expect(Number(comment('f64', bits64))).toBe(double);
    });
    fc.assert(property, { numRuns: 500 });
  });
});
