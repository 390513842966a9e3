import { ByteReader, ByteWriter, Diagnostic, type Faults } from '@wasm-checkpoint/bytes';
import {
  allFeatures,
  catchKinds,
  concrete,
  dataFlags,
  decodeModule,
  elementFlags,
  encodeInstruction,
  encodeModule,
  heaptypeOf,
  type Immediate,
  type ImmediateKind,
  type ImmediateValue,
  immediateReaders,
  immediateWriters,
  instruction,
  opcodes,
  openModule,
  readInstruction,
  reftype,
  validate,
} from '@wasm-checkpoint/wasm';
import fc from 'fast-check';
import { moduleCases } from './encode-modules.js';

const fault = (name: string) => (offset: number) =>
  new Diagnostic({ code: 'TEST', name, phase: 'malformed', clause: 'binary-int', template: name }, {}, { offset });
const readingFaults: Faults = {
  unexpectedEnd: fault('unexpected end'),
  lebTooLong: fault('too long'),
  lebTooLarge: fault('too large'),
  lebNotMinimal: fault('not minimal'),
  notUtf8: fault('not UTF-8'),
  countTooLarge: fault('count'),
};

const scope = { features: allFeatures, typeCount: 1000 };
const u32 = fc.oneof(fc.nat({ max: 300 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.constant(2 ** 32 - 1));
const heaptype = fc.oneof(
  fc.constantFrom(heaptypeOf('any'), heaptypeOf('noexn'), heaptypeOf('func')),
  fc.nat({ max: 999 }).map(concrete),
);
const valtype = fc.oneof(
  fc.constantFrom(0x7f, 0x7e, 0x7d, 0x7c, 0x7b),
  fc.tuple(heaptype, fc.boolean()).map(([heap, nullable]) => reftype(heap, nullable)),
);
const u8 = fc.nat({ max: 255 });
const sixteen = fc.uint8Array({ minLength: 16, maxLength: 16 });

/** Any value of each kind of immediate. */
const arbitraries: { readonly [Kind in ImmediateKind]: fc.Arbitrary<ImmediateValue<Kind>> } = {
  blocktype: fc.oneof(
    fc.constant({ kind: 'empty' as const }),
    valtype.map((type) => ({ kind: 'result' as const, type })),
    fc.nat({ max: 999 }).map((typeidx) => ({ kind: 'type' as const, typeidx })),
  ),
  funcidx: u32,
  typeidx: u32,
  tableidx: u32,
  memidx: u32,
  globalidx: u32,
  tagidx: u32,
  elemidx: u32,
  dataidx: u32,
  localidx: u32,
  labelidx: u32,
  fieldidx: u32,
  u32,
  'labelidx*': fc.array(u32),
  memarg: fc.record({ align: fc.nat({ max: 63 }), memidx: u32, offset: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }) }),
  laneidx: u8,
  'laneidx^16': sixteen,
  v128: sixteen,
  zero: fc.constant(0),
  i32: fc.integer(),
  i64: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  f32: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  f64: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  heaptype,
  'valtype*': fc.array(valtype),
  castflags: fc.record({ sourceNullable: fc.boolean(), targetNullable: fc.boolean() }),
  'catch*': fc.array(
    fc.tuple(fc.constantFrom(...catchKinds), u32, u32).map(([kind, tagidx, labelidx]) => ({
      kind,
      tagidx: kind === 'catch' || kind === 'catch_ref' ? tagidx : undefined,
      labelidx,
    })),
  ),
};

describe('binary-instr: immediates', () => {
  test.each(Object.keys(arbitraries) as ImmediateKind[])('%s is read back as it was written', (kind) => {
    const read = immediateReaders[kind] as (reader: ByteReader, of: typeof scope) => unknown;
    const write = immediateWriters[kind] as (writer: ByteWriter, value: unknown) => void;
    fc.assert(
      fc.property(arbitraries[kind] as fc.Arbitrary<unknown>, (value) => {
        const writer = new ByteWriter();
        write(writer, value);
        // A reader of minimal integers, so that what is written is also the shortest.
        const reader = new ByteReader(writer.finish(), readingFaults, 0, writer.length, true);
        expect(read(reader, scope)).toEqual(value);
        expect(reader.atEnd).toBe(true);
      }),
    );
  });
});

test('binary-instr: every opcode is read back as it was written', () => {
  for (const opcode of opcodes) {
    const immediates = opcode.immediates.map(
      (kind) =>
        ({
          kind,
          value: fc.sample(arbitraries[kind] as fc.Arbitrary<unknown>, { numRuns: 1, seed: opcode.index })[0],
        }) as Immediate,
    );
    const writer = new ByteWriter();
    encodeInstruction(writer, { opcode, immediates });
    const bytes = writer.finish();
    const read = readInstruction(new ByteReader(bytes, readingFaults), scope);
    expect(read).toEqual({ opcode, immediates, offset: 0, size: bytes.length });
  }
});

test('binary-instr: an instruction is built from its mnemonic and the immediates of its row', () => {
  expect(instruction('br_table', [1, 2], 3)).toEqual({
    opcode: expect.objectContaining({ name: 'br_table' }),
    immediates: [
      { kind: 'labelidx*', value: [1, 2] },
      { kind: 'labelidx', value: 3 },
    ],
  });
});

describe('binary-module: decoding then encoding gives the input', () => {
  test.each(moduleCases)('%s', (_, bytes) => {
    expect(encodeModule(decodeModule(bytes))).toEqual(bytes);
  });

  test('with custom sections and empty sections in their places', () => {
    const custom = [0, 2, 1, 0x78];
    const bytes = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...custom, 1, 1, 0, ...custom, 2, 1, 0, ...custom);
    expect(encodeModule(decodeModule(bytes))).toEqual(bytes);
  });
});

test('binary-int: integers in longer forms come out in their shortest', () => {
  const type = [1, 0x84, 0x80, 0, 1, 0x60, 0, 0];
  const func = [3, 2, 1, 0];
  const code = (...body: number[]): number[] => [10, body.length + 2, 1, body.length, ...body];
  const head = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  const padded = Uint8Array.of(...head, ...type, ...func, ...code(0, 0x41, 0x80, 0x80, 0, 0x1a, 0x0b));
  const shortest = Uint8Array.of(...head, 1, 4, 1, 0x60, 0, 0, ...func, ...code(0, 0x41, 0, 0x1a, 0x0b));
  expect(encodeModule(decodeModule(padded))).toEqual(shortest);
});

test('binary-code: a body must end where its size says (WASM1011), with an end (WASM1020)', () => {
  const module = (...body: number[]): Uint8Array =>
    Uint8Array.of(
      0,
      0x61,
      0x73,
      0x6d,
      1,
      0,
      0,
      0,
      1,
      4,
      1,
      0x60,
      0,
      0,
      3,
      2,
      1,
      0,
      10,
      body.length + 2,
      1,
      body.length,
      ...body,
    );
  expect(() => decodeModule(module(0, 0x0b, 0x01))).toThrow('WASM1011');
  expect(() => decodeModule(module(0, 0x18, 0x00))).toThrow('WASM1020');
  expect(() => decodeModule(module(0, 0x02, 0x40, 0x0b))).toThrow('WASM1001');
  expect(() => decodeModule(module(2, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x7f, 1, 0x7f, 0x0b))).toThrow('WASM1018');
});

test('binary-elem, binary-data: the smallest flags are those that the assembler chose', () => {
  for (const [, bytes] of moduleCases) {
    for (const { name, contents } of decodeModule(bytes).sections) {
      if (name === 'element') expect(contents.map(elementFlags)).toEqual(contents.map(({ flags }) => flags));
      if (name === 'data')
        expect(contents.map(({ mode }) => dataFlags(mode))).toEqual(contents.map(({ flags }) => flags));
    }
  }
});

test.each(moduleCases)('the module %s of the table is valid', (_, bytes) => {
  expect(validate(bytes)).toBeUndefined();
});

test('the table of modules uses every section, and every kind of immediate', () => {
  const sections = new Set<string>();
  const kinds = new Set<ImmediateKind>();
  for (const [, bytes] of moduleCases) {
    for (const { name } of openModule(bytes).sections) sections.add(name);
    for (const section of decodeModule(bytes).sections) {
      if (section.name !== 'code') continue;
      for (const { body } of section.contents)
        for (const { opcode } of body) for (const kind of opcode.immediates) kinds.add(kind);
    }
  }
  expect([...sections].sort()).toEqual([
    'code',
    'custom',
    'data',
    'data count',
    'element',
    'export',
    'function',
    'global',
    'import',
    'memory',
    'start',
    'table',
    'tag',
    'type',
  ]);
  expect([...kinds].sort()).toEqual(Object.keys(arbitraries).sort());
});
