import { ByteReader } from '@wasm-checkpoint/bytes';
import fc from 'fast-check';
import { faultOf, faults } from './faults.js';

const sample = Uint8Array.from({ length: 16 }, (_, index) => index * 17);
const reader = (start = 0, end?: number): ByteReader => new ByteReader(sample, faults, start, end);

describe('a window', () => {
  test('reports offsets of the whole array', () => {
    const outer = reader(2);
    const inner = outer.window(4);
    expect([inner.offset, inner.end, inner.remaining, outer.offset, outer.remaining]).toEqual([2, 6, 4, 6, 10]);
    expect([inner.u8(), inner.offset]).toEqual([0x22, 3]);
  });

  test('does not read beyond its end, whatever follows', () => {
    const inner = reader(0).window(3);
    expect(faultOf(() => inner.fixed32())).toBe('unexpectedEnd@3');
    expect(faultOf(() => inner.raw(4))).toBe('unexpectedEnd@3');
    expect(faultOf(() => inner.window(4))).toBe('unexpectedEnd@3');
    expect([...inner.raw(3)]).toEqual([0, 17, 34]);
    expect([inner.atEnd, inner.remaining, inner.peek()]).toEqual([true, 0, -1]);
    for (const read of ['u8', 'u32', 's32', 's33', 'u64', 's64', 'fixed32', 'fixed64', 'name'] as const) {
      expect([read, faultOf(() => inner[read]())]).toEqual([read, 'unexpectedEnd@3']);
    }
    expect(faultOf(() => inner.count(1))).toBe('unexpectedEnd@3');
  });

  test('ends a LEB128 integer that goes on outside', () => {
    const bytes = Uint8Array.of(0x80, 0x80, 0x01);
    expect(faultOf(() => new ByteReader(bytes, faults, 0, 2).u32())).toBe('unexpectedEnd@2');
    expect(faultOf(() => new ByteReader(bytes, faults, 0, 0).u32())).toBe('unexpectedEnd@0');
    expect(new ByteReader(bytes, faults).u32()).toBe(1 << 14);
  });

  test('keeps asking for minimal encodings', () => {
    const bytes = Uint8Array.of(0x80, 0x00);
    expect(faultOf(() => new ByteReader(bytes, faults, 0, 2, true).window(2).u32())).toBe('lebNotMinimal@0');
  });

  test('may be empty', () => {
    const outer = reader(16);
    expect([outer.atEnd, outer.window(0).atEnd]).toEqual([true, true]);
    expect(outer.raw(0)).toHaveLength(0);
  });

  test('is not longer than the array', () => {
    expect(reader(0, 99).end).toBe(16);
  });

  test('stands in an array that is itself a part of a buffer', () => {
    const part = new Uint8Array(sample.buffer, 4, 8);
    const inside = new ByteReader(part, faults);
    expect([inside.fixed32(), inside.u8()]).toEqual([0x77665544, 0x88]);
    expect(faultOf(() => inside.fixed32())).toBe('unexpectedEnd@8');
    expect(inside.offset).toBe(5);
  });
});

describe('fixed integers', () => {
  test.each([0, 1, 0x7fffffff, 0x80000000, 0xffffffff])('%d, little-endian and unsigned', (value) => {
    const bytes = Uint8Array.from([0, 8, 16, 24], (shift) => value >>> shift);
    expect(new ByteReader(bytes, faults).fixed32()).toBe(value);
  });

  test.each([0n, 1n, (1n << 63n) - 1n, 1n << 63n, (1n << 64n) - 1n])('%d of eight bytes', (value) => {
    const bytes = Uint8Array.from({ length: 8 }, (_, index) => Number(BigInt.asUintN(8, value >> BigInt(8 * index))));
    expect(new ByteReader(bytes, faults).fixed64()).toBe(value);
  });
});

describe('a failed read', () => {
  test('of bytes leaves the reader where it was', () => {
    const short = reader(14);
    for (const read of [() => short.fixed32(), () => short.fixed64(), () => short.raw(3), () => short.window(3)]) {
      expect([faultOf(read), short.offset]).toEqual(['unexpectedEnd@16', 14]);
    }
  });
});

describe('count', () => {
  const counted = (bytes: readonly number[], minimum: number) =>
    new ByteReader(Uint8Array.from(bytes), faults).count(minimum);

  test('may fill the rest exactly', () => {
    expect(counted([2, 0, 0, 0, 0], 2)).toBe(2);
    expect(counted([0], 4)).toBe(0);
  });

  test.each([
    [[3, 0, 0, 0, 0, 0], 2],
    [[1], 1],
    [[0xff, 0xff, 0xff, 0xff, 0x0f], 1],
    [[0xff, 0xff, 0xff, 0xff, 0x0f, 0], 1_000_000],
  ])('%j of at least %d bytes each are too many', (bytes, minimum) => {
    expect(faultOf(() => counted(bytes, minimum))).toBe('countTooLarge@0');
  });
});

describe('name', () => {
  const named = (...bytes: number[]) => new ByteReader(Uint8Array.of(bytes.length, ...bytes), faults);

  test('is its length and UTF-8', () => {
    expect(named(0xc3, 0xa4, 0x62).name()).toBe('äb');
    expect(named().name()).toBe('');
  });

  test('keeps a byte order mark', () => {
    expect(named(0xef, 0xbb, 0xbf, 0x61).name()).toBe('\ufeffa');
  });

  test('that is not UTF-8 is refused where its bytes begin', () => {
    expect(faultOf(() => named(0x61, 0xff).name())).toBe('notUtf8@1');
  });

  test('must lie in the window', () => {
    expect(faultOf(() => new ByteReader(Uint8Array.of(3, 0x61, 0x61), faults).name())).toBe('unexpectedEnd@3');
  });
});

test('arbitrary reads of arbitrary bytes throw nothing but diagnostics and never pass the end', () => {
  const names = ['u8', 'u32', 's32', 's33', 'u64', 's64', 'fixed32', 'fixed64', 'name', 'peek'] as const;
  const window = fc.uint8Array({ maxLength: 40 }).chain((bytes) =>
    fc.record({
      bytes: fc.constant(bytes),
      start: fc.integer({ min: 0, max: bytes.length }),
      end: fc.integer({ min: 0, max: bytes.length }),
      reads: fc.array(fc.constantFrom(...names), { maxLength: 12 }),
      minimal: fc.boolean(),
    }),
  );
  fc.assert(
    fc.property(window, ({ bytes, start, end, reads, minimal }) => {
      const low = Math.min(start, end);
      const high = Math.max(start, end);
      const inside = new ByteReader(bytes, faults, low, high, minimal);
      faultOf(() => {
        for (const read of reads) inside[read]();
      });
      expect(inside.offset).toBeGreaterThanOrEqual(low);
      expect(inside.offset).toBeLessThanOrEqual(high);
    }),
    { numRuns: 2_000 },
  );
});
