import { importCoreDump } from '@wasm-checkpoint/format';
import { codeOf, core, custom, dumpOf, header, section } from './bytes.js';
import { wasmtimeDump } from './wasmtime.js';

describe('importCoreDump refuses', () => {
  const memory = section(5, [1, 0, 1]);
  const cases: readonly (readonly [string, string, Uint8Array])[] = [
    ['dump-module', 'CKPT1200', Uint8Array.from([0, 0x63, 0x6b, 0x70, 1, 0, 0, 0])],
    ['dump-once: two cores', 'CKPT1201', dumpOf(core)],
    ['dump-once: two memories', 'CKPT1201', dumpOf(memory, memory)],
    ['dump-core', 'CKPT1202', Uint8Array.from([...header, ...memory])],
    ['dump-index: frame', 'CKPT1203', dumpOf(custom('corestack', [0, 0, 1, 0, 1, 0, 0, 0, 0]))],
    ['dump-index: module', 'CKPT1203', dumpOf(custom('coreinstances', [1, 0, 1, 0, 0]))],
    ['dump-index: memory', 'CKPT1203', dumpOf(custom('coreinstances', [1, 0, 0, 1, 0, 0]))],
    ['dump-index: segment', 'CKPT1203', dumpOf(section(11, [1, 0, 0x41, 0, 0x0b, 0]))],
    ['dump-constant: instruction', 'CKPT1204', dumpOf(section(6, [1, 0x7f, 0, 0x23, 0, 0x0b]))],
    ['dump-constant: end', 'CKPT1204', dumpOf(section(6, [1, 0x7f, 0, 0x41, 0, 0x41]))],
    ['dump-constant: global', 'CKPT1204', dumpOf(section(6, [1, 0x7e, 0, 0x41, 0, 0x0b]))],
    ['dump-constant: null', 'CKPT1204', dumpOf(section(6, [1, 0x70, 0, 0xd0, 0x6f, 0x0b]))],
    ['dump-constant: offset', 'CKPT1204', dumpOf(memory, section(11, [1, 0, 0x42, 0, 0x0b, 0]))],
    ['dump-segment', 'CKPT1205', dumpOf(memory, section(11, [1, 0, 0x41, 0xff, 0xff, 3, 0x0b, 2, 1, 1]))],
    ['dump-segment: negative offset', 'CKPT1205', dumpOf(memory, section(11, [1, 0, 0x41, 0x7f, 0x0b, 1, 1]))],
    ['dump-size: standard', 'CKPT1206', dumpOf(section(5, [1, 0, 1, 0]))],
    ['dump-size: custom', 'CKPT1206', dumpOf(custom('coremodules', [0, 0]))],
    ['dump-imports', 'CKPT1207', dumpOf(section(2, [0]))],
    ['dump-form', 'CKPT1030', dumpOf(custom('coremodules', [1, 1, 0]))],
    ['dump-value', 'CKPT1030', dumpOf(custom('corestack', [0, 0, 1, 0, 0, 0, 0, 1, 0x7b, 0]))],
    ['conv-codes: mutability', 'CKPT1030', dumpOf(section(6, [1, 0x7f, 2, 0x41, 0, 0x0b]))],
    ['conv-codes: page size', 'CKPT1030', dumpOf(section(5, [1, 8, 1, 1]))],
    ['bin-limits', 'CKPT1041', dumpOf(section(5, [1, 16, 1]))],
    ['syn-limits', 'CKPT2009', dumpOf(section(5, [1, 1, 2, 1]))],
    ['syn-limits-range', 'CKPT2010', dumpOf(section(5, [1, 0, 0x81, 0x80, 4]))],
    ['syn-shared', 'CKPT2011', dumpOf(section(5, [1, 2, 1]))],
    ['conv-count', 'CKPT1006', dumpOf(custom('corestack', [0, 0, 100]))],
    ['conv-bytes', 'CKPT1001', dumpOf([0, 50, 1])],
    ['conv-name', 'CKPT1005', dumpOf(custom('coremodules', [1, 0, 1, 0xff]))],
    ['conv-leb-length', 'CKPT1002', dumpOf([0, 0x80, 0x80, 0x80, 0x80, 0x80, 0])],
  ];

  test.each(cases)('%s (%s)', (_, code, bytes) => {
    expect(codeOf(bytes)).toBe(code);
  });

  // clause: lim-exceeded
  test.each([
    ['maxFrames', 2],
    ['maxExpandedBytes', 4095],
    ['maxNameBytes', 4],
    ['maxGlobals', 2],
  ])('what exceeds the limit %s', (limit, max) => {
    expect(codeOf(wasmtimeDump)).toBeUndefined();
    expect(codeOf(wasmtimeDump, { [limit]: max })).toBe('CKPT9001');
  });
});

describe('importCoreDump accepts', () => {
  // clause: dump-other
  test('sections of other kinds, and passive segments', () => {
    const other = [custom('name', [1, 2, 3]), section(1, [0]), section(12, [1]), section(99, [1])];
    const passive = section(11, [1, 1, 2, 7, 8]);
    expect(codeOf(dumpOf(...other, passive))).toBeUndefined();
  });

  // clause: dump-implied
  test('dumps without modules and instances, as of one instance over everything', () => {
    const stack = custom('corestack', [0, 0, 1, 0, 0, 5, 9, 0, 0]);
    const { dump } = importCoreDump(dumpOf(section(5, [1, 0, 1]), stack));
    expect(dump.modules).toEqual(['x']);
    expect(dump.instances).toEqual([{ module: 0, memories: [0], globals: [] }]);
  });

  // clause: dump-module
  test('integers that are not in their shortest form, as WebAssembly does', () => {
    expect(codeOf(dumpOf([5, 0x84, 0x00, 1, 0, 0x81, 0x00]))).toBeUndefined();
  });
});
