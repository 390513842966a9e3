import {
  type CheckpointSection,
  type CheckpointTypeCode,
  type CheckpointValueTag,
  checkpointPolicies,
  checkpointSections,
  checkpointTypes,
  checkpointValues,
} from '@wasm-checkpoint/tables';
import { bytesOf, file, type RawSection, refusal } from './build.js';

/** An external type whose code this is, the import spaces of an instance that binds it to object 0, and that object. */
interface ImportCase {
  readonly type: string;
  readonly spaces: string;
  readonly object: readonly [id: number, contents: string];
}

/** A type section that uses each code, or an import of an external type; total over the table. */
const types: Readonly<Record<CheckpointTypeCode, string | ImportCase>> = {
  i32: '01 5e 7f 00',
  i64: '01 5e 7e 00',
  f32: '01 5e 7d 00',
  f64: '01 5e 7c 00',
  v128: '01 5e 7b 00',
  i8: '01 5e 78 00',
  i16: '01 5e 77 00',
  'heap-nocont': '01 5e 75 00',
  'heap-noexn': '01 5e 74 00',
  'heap-nofunc': '01 5e 73 00',
  'heap-noextern': '01 5e 72 00',
  'heap-none': '01 5e 71 00',
  'heap-func': '01 5e 70 00',
  'heap-extern': '01 5e 6f 00',
  'heap-any': '01 5e 6e 00',
  'heap-eq': '01 5e 6d 00',
  'heap-i31': '01 5e 6c 00',
  'heap-struct': '01 5e 6b 00',
  'heap-array': '01 5e 6a 00',
  'heap-exn': '01 5e 69 00',
  'heap-cont': '01 5e 68 00',
  ref: '01 5e 64 70 00',
  'ref-null': '01 5e 63 00 00',
  'comp-func': '01 60 00 00',
  'comp-struct': '01 5f 00',
  'comp-array': '01 5e 7f 01',
  'comp-cont': '01 5d 00',
  sub: '01 50 00 60 00 00',
  'sub-final': '02 50 00 60 00 00 4f 01 00 60 00 00',
  rec: '01 4e 02 5f 00 60 00 00',
  'extern-func': { type: '00 00', spaces: '01 40 00 00 00 00 00', object: [0x06, '01 00 00 00'] },
  'extern-table': { type: '01 70 00 00', spaces: '00 01 00 00 00 00', object: [0x07, '01 70 00 00 00 00'] },
  'extern-memory': { type: '02 00 00', spaces: '00 00 01 00 00 00', object: [0x08, '01 00 00 00 10'] },
  'extern-global': { type: '03 7f 00', spaces: '00 00 00 01 00 00', object: [0x09, '01 7f 00 7f 00'] },
  'extern-tag': { type: '04 00 00', spaces: '00 00 00 00 01 00', object: [0x0a, '01 00'] },
};

/** Each value with its tag; total over the table. */
const values: Readonly<Record<CheckpointValueTag, string>> = {
  unset: '00',
  dead: '01',
  i32: '7f 40',
  i64: '7e 40',
  f32: '7d 00 00 c0 7f',
  f64: '7c 00 00 00 00 00 00 f8 7f',
  v128: `7b ${'01'.repeat(16)}`,
  i8: '78 ff',
  i16: '77 ff ff',
  'null-any': '71',
  'null-extern': '72',
  'null-func': '73',
  'null-exn': '74',
  'null-cont': '75',
  func: '70 00 01',
  'host-func': '40 00',
  extern: '6f 6c 00',
  host: '6e 00',
  i31: '6c 00',
  struct: '6b 00',
  array: '6a 00',
  exn: '69 00',
  cont: '68 00',
};

const section = (id: number, hex: string): RawSection => ({ id, contents: bytesOf(hex) });
const FEATURES = section(
  0x01,
  `05 0a ${Buffer.from('exceptions').toString('hex')} 02 ${Buffer.from('gc').toString('hex')} 0f ${Buffer.from(
    'host-references',
  ).toString('hex')} 08 ${Buffer.from('memory64').toString('hex')} 04 ${Buffer.from('simd').toString('hex')}`,
);
const MODULE = `01 ${'00'.repeat(32)} 00`;

/** A module with this import, an instance of it and the object that the import is bound to. */
function importSections({ type, spaces, object: [id, contents] }: ImportCase): RawSection[] {
  const [module, instance] = [section(0x04, `${MODULE} 01 00 00 ${type}`), section(0x05, `01 00 ${spaces} 00 00`)];
  return [FEATURES, section(0x03, '01 60 00 00'), module, instance, section(id, contents)];
}

/** A store with one object of each kind and an instance with one function import. */
const store = (field: string, local: string): readonly RawSection[] => [
  FEATURES,
  section(0x03, '03 60 00 00 5f 01 78 01 5e 6e 01'),
  section(0x04, `${MODULE} 01 00 00 00 00`),
  section(0x05, '01 00 01 40 00 00 00 00 00 00 00'),
  section(0x06, '01 00 00 00'),
  section(0x0a, '01 00'),
  section(0x0b, `01 01 01 ${field}`),
  section(0x0c, '01 02 64 00'),
  section(0x0d, '01 00 00'),
  section(0x0e, '01 00 00'),
  section(0x0f, `01 00 00 01 00 00 01 00 01 ${local} 00`),
  section(0x10, '01 00 00 00 00 00 00'),
];

const UNSET = '00';
const I32 = '7f 00';

describe('tables', () => {
  // clause: bin-types, bin-modules, bin-reserved
  test.each(checkpointTypes.map((row) => [row.name, row.status, row.code] as const))(
    'type %s',
    (name, status, code) => {
      const given = types[name];
      expect(bytesOf(typeof given === 'string' ? given : given.type)).toContain(code);
      const sections = typeof given === 'string' ? [FEATURES, section(0x03, given)] : importSections(given);
      expect(refusal(file(sections))?.code).toBe(status === 'reserved' ? 'CKPT4004' : undefined);
    },
  );

  // clause: bin-value, bin-packed, bin-null, bin-ref-func, bin-ref-address, syn-value-place
  test.each(checkpointValues.map((row) => [row.name, row] as const))('value %s', (name, { tag, group, status }) => {
    const text = values[name];
    expect(bytesOf(text)[0]).toBe(tag);
    const asLocal = refusal(file(store(I32, text)))?.code;
    const asField = refusal(file(store(text, UNSET)))?.code;
    if (status === 'reserved') expect([asLocal, asField]).toEqual(['CKPT4004', 'CKPT4004']);
    else {
      expect(asLocal).toBe(group === 'packed' ? 'CKPT1031' : undefined);
      expect(asField).toBe(group === 'slot' ? 'CKPT1031' : undefined);
    }
  });

  // clause: bin-section-id
  test('sections have distinct places, and bit 7 says which are critical', () => {
    const places = new Set(checkpointSections.map(({ id }) => id & 0x7f));
    expect(places.size).toBe(checkpointSections.length);
    for (const { id, critical } of checkpointSections) expect((id & 0x80) === 0).toBe(critical);
  });

  // clause: bin-features, bin-parent, bin-instances, bin-host-functions, bin-tables, bin-memories, bin-globals, bin-tags,
  // clause: bin-structs, bin-arrays, bin-exceptions, bin-host-references, bin-threads, bin-host-states, bin-producers,
  // clause: bin-custom, bin-digests, bin-block
  test.each(
    checkpointSections.filter(({ presence }) => presence !== 'always').map(({ name, id }) => [name, id] as const),
  )('contents of section %s are read to their end, and no further', (name: CheckpointSection, id) => {
    const wanted = name === 'continuations' ? /CKPT4004/ : /CKPT(1001|1006|1030|2001|1012)/;
    expect(refusal(file(id === 0x40 ? [section(id, '00 00')] : [section(id, '01')]))?.code).toMatch(wanted);
  });

  test('policies are numbered by their place in the table', () => {
    expect(checkpointPolicies.map(({ code }) => code)).toEqual([...checkpointPolicies.keys()]);
  });
});
