import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { algorithms, decodeIndex, decodeSection, defaultLimits, StateDecoder } from '@wasm-checkpoint/format';
import { bytesOf, concat, framed } from './build.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What spec/appendix/limits.md states for the reference reader: bytes of heap for each byte of input. */
const FACTOR = 128;
const COUNT = 40_000;
const unlimited = Object.fromEntries(Object.keys(defaultLimits).map((name) => [name, Number.MAX_SAFE_INTEGER])) as {
  [Name in keyof typeof defaultLimits]: number;
};

const { crc32c } = algorithms();

function leb(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest & 0x7f) | 0x80);
  }
}

/** `COUNT` times the same item, the smallest of its kind, after a count. */
const many = (prefix: string, item: string): Uint8Array =>
  concat(bytesOf(prefix), Uint8Array.from(leb(COUNT)), ...new Array<Uint8Array>(COUNT).fill(bytesOf(item)));

const cases: readonly (readonly [string, number, Uint8Array])[] = [
  ['types', 0x03, many('', '60 00 00')],
  ['structure types', 0x03, many('', '5f 00')],
  ['types of a group', 0x03, many('01 4e', '60 00 00')],
  ['supertypes', 0x03, concat(many('01 50', '00'), bytesOf('60 00 00'))],
  ['parameters', 0x03, concat(many('01 60', '64 00'), bytesOf('00'))],
  ['modules', 0x04, many('', `${'00'.repeat(32)} 00 00`)],
  ['imports', 0x04, many(`01 ${'00'.repeat(32)} 00`, '00 00 00 00')],
  ['instances', 0x05, many('', '00 00 00 00 00 00 00 00')],
  ['function imports', 0x05, concat(many('01 00', '40 00'), bytesOf('00 00 00 00 00 00'))],
  ['host functions', 0x06, many('', '00 00 00')],
  ['tables', 0x07, many('', '70 00 00 00 00')],
  ['table runs', 0x07, many('01 70 00 00 00', '00 00')],
  ['memories', 0x08, many('', '00 00 00 0c')],
  ['globals', 0x09, many('', '7f 00 7f 00')],
  ['tags', 0x0a, many('', '00')],
  ['structures', 0x0b, many('', '00 00')],
  ['fields', 0x0b, many('01 00', '7f 00')],
  ['arrays', 0x0c, many('', '00 64 00')],
  ['arrays of bytes', 0x0c, many('', '00 78 00')],
  ['references', 0x0c, many('01 00 64', '6f 6c 00')],
  ['exceptions', 0x0d, many('', '00 00')],
  ['host references', 0x0e, many('', '00 00')],
  ['threads', 0x0f, many('', '00 00 00')],
  ['frames', 0x0f, many('01 00 00', '00 00 00 00 00 00')],
  ['locals', 0x0f, concat(many('01 00 00 01 00 00 00 00', '01'), bytesOf('00'))],
  ['64-bit locals', 0x0f, concat(many('01 00 00 01 00 00 00 00', '7e 01'), bytesOf('00'))],
  ['host states', 0x10, many('', '00 00 00 00 00 00')],
  ['producers', 0xb0, many('', '00 00 00')],
  ['digests', 0xd0, many('', `00 ${'00'.repeat(32)}`)],
];

/** Bytes of heap that the result of `make` keeps. */
function kept(make: () => unknown): number {
  collect();
  const before = process.memoryUsage();
  const result = make();
  collect();
  const after = process.memoryUsage();
  expect(result).toBeDefined();
  return after.heapUsed + after.external - before.heapUsed - before.external;
}

describe('heap kept for each byte read', () => {
  // clause: conv-hostile
  test.each(cases)('conv-hostile: %s', (_, id, contents) => {
    const frame = decodeSection(framed({ id, contents }), 0, crc32c, 8);
    const bytes = kept(() => {
      const state = new StateDecoder(unlimited);
      state.section(frame);
      return state;
    });
    expect(bytes / contents.length).toBeLessThan(FACTOR);
  });

  test('conv-hostile: sections', () => {
    const section = framed({ id: 0xb5, contents: new Uint8Array(0) });
    const bytes = kept(() => {
      const state = new StateDecoder(unlimited);
      for (let count = 0; count < COUNT; count++) state.section(decodeSection(section, 0, crc32c));
      return state;
    });
    expect(bytes / (COUNT * section.length)).toBeLessThan(FACTOR);
  });

  test('conv-hostile: blocks of the index', () => {
    const contents = concat(many('00 01 00', '00 01'), bytesOf('00'));
    expect(kept(() => decodeIndex(contents, 8, unlimited)) / contents.length).toBeLessThan(FACTOR);
  });
});
