import { ByteReader, ByteWriter } from '@wasm-checkpoint/bytes';
import fc from 'fast-check';
import { faults } from './faults.js';
import { greatest, least, widths } from './leb.js';

/** Something that can be written and read back. */
interface Item {
  readonly kind: string;
  write(writer: ByteWriter): void;
  read(reader: ByteReader): unknown;
  readonly value: unknown;
}

const item = <Value>(
  kind: string,
  values: fc.Arbitrary<Value>,
  write: (writer: ByteWriter, value: Value) => void,
  read: (reader: ByteReader, value: Value) => unknown,
): fc.Arbitrary<Item> =>
  values.map((value) => ({
    kind,
    value,
    write: (writer) => write(writer, value),
    read: (reader) => read(reader, value),
  }));

const byte = fc.integer({ min: 0, max: 255 });
const bytes = fc.uint8Array({ maxLength: 300 });
const items = fc.oneof(
  item(
    'u8',
    byte,
    (w, value) => w.u8(value),
    (r) => r.u8(),
  ),
  item(
    'fixed32',
    fc.integer({ min: 0, max: 0xffffffff }),
    (w, value) => w.fixed32(value),
    (r) => r.fixed32(),
  ),
  item(
    'fixed64',
    fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
    (w, value) => w.fixed64(value),
    (r) => r.fixed64(),
  ),
  item(
    'raw',
    bytes,
    (w, value) => w.raw(value),
    (r, value) => Uint8Array.from(r.raw(value.length)),
  ),
  item(
    'name',
    fc.string({ unit: 'binary' }),
    (w, value) => w.name(value),
    (r) => r.name(),
  ),
  item(
    'vec',
    fc.array(byte),
    (w, value) => w.vec(value, (each) => w.u8(each)),
    (r) => Array.from({ length: r.count(1) }, () => r.u8()),
  ),
  item(
    'sized',
    bytes,
    (w, value) => w.sized((inner) => inner.raw(value)),
    (r) => {
      const inner = r.window(r.u32());
      return Uint8Array.from(inner.raw(inner.remaining));
    },
  ),
  ...widths.map((width) =>
    item(
      width.name,
      fc.bigInt({ min: least(width), max: greatest(width) }),
      (w, value) => width.write(w, value),
      (r) => width.read(r),
    ),
  ),
);

test('what was written is read back, in order, and nothing else', () => {
  fc.assert(
    fc.property(fc.array(items, { maxLength: 20 }), fc.integer({ min: 0, max: 64 }), (list, capacity) => {
      const writer = new ByteWriter(capacity);
      for (const each of list) each.write(writer);
      const output = writer.finish();
      expect(output).toHaveLength(writer.length);
      const reader = new ByteReader(output, faults, 0, output.length, true);
      for (const each of list) expect([each.kind, each.read(reader)]).toEqual([each.kind, each.value]);
      expect(reader.atEnd).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test('what finish gives is a copy', () => {
  const writer = new ByteWriter();
  writer.u8(1);
  const first = writer.finish();
  writer.u8(2);
  first[0] = 9;
  expect([...writer.finish()]).toEqual([1, 2]);
});

test('growing keeps what is there', () => {
  const writer = new ByteWriter(0);
  for (let value = 0; value < 100_000; value++) writer.u8(value);
  const output = writer.finish();
  expect(output).toHaveLength(100_000);
  expect(output.every((value, index) => value === (index & 0xff))).toBe(true);
});

test('its own view may be written again', () => {
  const writer = new ByteWriter(16);
  for (let value = 0; value < 16; value++) writer.u8(value);
  writer.raw(writer.view());
  expect([...writer.finish()]).toEqual([...Array(16).keys(), ...Array(16).keys()]);
});
