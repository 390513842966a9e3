import { constants } from 'node:buffer';
import { type Checkpoint, encode, stateSections } from '@wasm-checkpoint/format';
import { sampleCheckpoints } from '../arbitrary/samples.js';
import { changed, diagnosticOf } from '../decode/build.js';

const { everything, minimal } = sampleCheckpoints;

const frame = 'threads[0].frames[0]';

/** Values that no file can state, by the path at which they stand. */
const values: readonly (readonly [path: string, value: unknown])[] = [
  [`${frame}.locals[0]`, { kind: 'i32', value: 2 ** 31 }],
  [`${frame}.locals[0]`, { kind: 'i32', value: 0.5 }],
  [`${frame}.locals[0]`, { kind: 'i32', value: Number.NaN }],
  [`${frame}.locals[0]`, { kind: 'i64', value: 2n ** 63n }],
  [`${frame}.locals[0]`, { kind: 'f32', bits: -1 }],
  [`${frame}.locals[0]`, { kind: 'f64', bits: 2n ** 64n }],
  [`${frame}.locals[0]`, { kind: 'v128', bits: 2n ** 128n }],
  [`${frame}.locals[0]`, { kind: 'v128', bits: -1n }],
  [`${frame}.locals[0]`, { kind: 'i31', value: 2 ** 31 }],
  [`${frame}.locals[0]`, { kind: 'null', hierarchy: 'cont' }],
  [`${frame}.locals[0]`, { kind: 'cake' }],
  [`${frame}.offset`, -1],
  [`${frame}.offset`, 2 ** 32],
  [`${frame}.instance`, -1],
  [`${frame}.funcidx`, 1.5],
  ['threads[1].status.timeout', 2n ** 63n],
  ['structs[1].fields[1]', { kind: 'i8', bits: 256 }],
  ['structs[1].fields[2]', { kind: 'i16', bits: -1 }],
  ['arrays[1].elements', { storage: 'v128', bytes: new Uint8Array(15) }],
  ['modules[0]', { ...everything.modules[0], digest: new Uint8Array(31) }],
  ['modules[0]', { ...everything.modules[0], length: 2n ** 64n }],
  ['modules[0].imports[2].type.type.pageSizeLog2', 12],
  ['tables[1].type.element.heap', -1],
  ['parent.digest', new Uint8Array(33)],
  ['digests[2]', { kind: 'state', digest: new Uint8Array(0) }],
  ['threads[0].label', '\ud800'],
  ['threads[0].label', '\udc00\ud800'],
  ['hostRefs[0].state', Number.NaN],
  ['hostStates[0].instances[0]', -1],
];

describe('what no file can state', () => {
  test.each(values)('syn-range: %s', (path, value) => {
    const refused = diagnosticOf(() => encode(changed(everything, { [path]: value })));
    expect(refused?.code).toBe('CKPT2021');
    expect(path.startsWith(refused?.path ?? '') || refused?.path.startsWith(path)).toBe(true);
  });

  test.each([
    ['bin-section-critical', 'CKPT4001', 0x40],
    ['bin-section-critical', 'CKPT4001', 0x12],
    ['bin-section-id', 'CKPT1020', -1],
    ['bin-section-id', 'CKPT1020', 256],
    ['bin-section-id', 'CKPT1020', 129.5],
    ['bin-section-id', 'CKPT1020', 0x80],
    ['bin-section-id', 'CKPT1020', 0xc0],
    ['bin-section-id', 'CKPT1020', 0xff],
    ['bin-section-order', 'CKPT1011', 0xb1],
  ])('%s: %s for an unknown section of id %d', (_, code, id) => {
    const unknowns = [{ id, bytes: new Uint8Array(1) }];
    expect(diagnosticOf(() => encode({ ...minimal, unknowns }))?.code).toBe(code);
  });

  test.each([
    ['descending', [0xb5, 0xb2]],
    ['at the place of a known one', [0x81]],
  ])('bin-section-order: unknown sections %s', (_, ids) => {
    const unknowns = ids.map((id) => ({ id, bytes: new Uint8Array(1) }));
    const features = ['zstd'];
    expect(diagnosticOf(() => encode({ ...minimal, features, unknowns }))?.code).toBe('CKPT1011');
  });

  // clause: lim-image
  test('lim-image: a file that no array holds', () => {
    const size = 2 ** 22;
    const runs = [{ kind: 'data', pages: size / 4096 }] as const;
    const data = { coding: 'raw', size, views: [new Uint8Array(size).fill(1)] } as const;
    const count = Math.ceil(constants.MAX_LENGTH / size) + 1;
    const huge: Checkpoint = {
      ...minimal,
      features: ['memory64'],
      memories: [
        {
          type: { address: 'i64', limits: { min: 2n ** 40n }, shared: false, pageSizeLog2: 16 },
          image: {
            base: { kind: 'zeros' },
            blockSizeLog2: 22,
            blocks: Array.from({ length: count }, (_, index) => ({ number: BigInt(index), runs, data })),
          },
        },
      ],
    };
    expect(diagnosticOf(() => encode(huge))?.code).toBe('CKPT9002');
  });

  test('sections of an invalid checkpoint can still be written one by one', () => {
    const wrong = changed(everything, { 'globals[0].value': { kind: 'struct', address: 9 } });
    expect([...stateSections(wrong)].length).toBeGreaterThan(10);
  });
});
