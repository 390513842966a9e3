import fc from 'fast-check';
import { faultOf } from './faults.js';
import {
  encodeIn,
  greatest,
  least,
  maximumBytes,
  minimalBytes,
  naiveDecode,
  readerOf,
  type Width,
  widths,
  written,
} from './leb.js';

/** Values at every boundary of a width: its ends, zero, and both sides of each change of the encoded size. */
function boundaries(width: Width): bigint[] {
  const low = least(width);
  const high = greatest(width);
  const values = new Set([low, low + 1n, high - 1n, high, 0n, 1n, -1n]);
  for (let bit = 6; bit <= width.bits; bit++) {
    const power = 1n << BigInt(bit);
    for (const value of [power - 1n, power, -power, -power - 1n]) values.add(value);
  }
  return [...values].filter((value) => value >= low && value <= high);
}

describe.each(widths)('$name', (width) => {
  const longest = maximumBytes(width);

  test('every boundary, minimal: written by the definition and read back', () => {
    for (const value of boundaries(width)) {
      const bytes = encodeIn(value, minimalBytes(value, width.signed));
      expect([value, [...written(width, value)]]).toEqual([value, [...bytes]]);
      for (const minimal of [false, true]) {
        const reader = readerOf(bytes, minimal);
        expect([value, width.read(reader), reader.offset]).toEqual([value, value, bytes.length]);
      }
    }
  });

  test('every boundary, over-long up to the maximum: read unless minimal encodings are asked for', () => {
    for (const value of boundaries(width)) {
      for (let size = minimalBytes(value, width.signed) + 1; size <= longest; size++) {
        const bytes = encodeIn(value, size);
        const reader = readerOf(bytes);
        expect([value, width.read(reader), reader.offset]).toEqual([value, value, size]);
        expect(faultOf(() => width.read(readerOf(bytes, true)))).toBe('lebNotMinimal@0');
      }
    }
  });

  test('every boundary, one byte beyond the maximum: too long', () => {
    for (const value of boundaries(width)) {
      expect(faultOf(() => width.read(readerOf(encodeIn(value, longest + 1))))).toBe('lebTooLong@0');
    }
  });

  test('values just beyond the width: too large', () => {
    for (const value of [greatest(width) + 1n, least(width) - 1n, greatest(width) * 2n + 1n, least(width) * 2n - 1n]) {
      if (value < 0n && !width.signed) continue;
      const bytes = encodeIn(value, longest);
      if ((bytes[longest - 1] ?? 0) >= 0x80) throw new Error('not a value for this test');
      expect([value, faultOf(() => width.read(readerOf(bytes)))]).toEqual([value, 'lebTooLarge@0']);
    }
  });

  test('all last bytes of a longest encoding', () => {
    for (let last = 0; last < 256; last++) {
      for (const filler of [0x80, 0xff]) {
        const bytes = new Uint8Array(longest).fill(filler);
        bytes[longest - 1] = last;
        expectSame(width, bytes);
      }
    }
  });

  test('all encodings of one byte, and all second bytes after those where meanings change', () => {
    for (let last = 0; last < 256; last++) {
      expectSame(width, Uint8Array.of(last));
      for (const first of [0x80, 0x81, 0xbf, 0xc0, 0xfe, 0xff]) expectSame(width, Uint8Array.of(first, last));
    }
  });

  test('cut off: an unexpected end at the end', () => {
    for (let size = 0; size < longest; size++) {
      const bytes = new Uint8Array(size).fill(0x80);
      expect(faultOf(() => width.read(readerOf(bytes)))).toBe(`unexpectedEnd@${size}`);
    }
  });

  test('arbitrary bytes, against decoding by the definition', () => {
    const byte = fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 0x80, max: 0xff }) },
      { weight: 1, arbitrary: fc.constantFrom(0x80, 0xff, 0x00, 0x7f, 0x40, 0x3f) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 0x7f }) },
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 12 }), (bytes) => {
        expectSame(width, Uint8Array.from(bytes));
      }),
      { numRuns: 5_000 },
    );
  });

  test('arbitrary values: a round trip through the writer', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: least(width), max: greatest(width) }), (value) => {
        const bytes = written(width, value);
        expect([...bytes]).toEqual([...encodeIn(value, minimalBytes(value, width.signed))]);
        expect(width.read(readerOf(bytes, true))).toBe(value);
      }),
      { numRuns: 2_000 },
    );
  });
});

/** The reader and the definition agree on value, size and fault, with and without minimal encodings asked for. */
function expectSame(width: Width, bytes: Uint8Array): void {
  for (const minimal of [false, true]) {
    const expected = naiveDecode(bytes, width, minimal);
    const reader = readerOf(bytes, minimal);
    let found = '';
    found =
      faultOf(() => {
        found = `${width.read(reader)} in ${reader.offset}`;
      }) ?? found;
    const wanted = 'fault' in expected ? expected.fault : `${expected.value} in ${expected.size}`;
    // An expectation for each of a hundred thousand cases would take most of the time.
    if (found !== wanted)
      expect({ bytes: [...bytes], minimal, found }).toEqual({ bytes: [...bytes], minimal, found: wanted });
  }
}
