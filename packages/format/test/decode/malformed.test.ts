import { encode } from '@wasm-checkpoint/format';
import { sampleCheckpoints } from '../arbitrary/samples.js';
import { bytesOf, concat, type Flaws, file, framed, type RawSection, refusal } from './build.js';

const { minimal, quiescent } = sampleCheckpoints;

/** Sections as `id: contents`, in hexadecimal. */
const sections = (...texts: readonly string[]): RawSection[] =>
  texts.map((text) => {
    const [id = '', contents = ''] = text.split(':');
    return { id: Number.parseInt(id, 16), contents: bytesOf(contents) };
  });

/** The names of features as a section. */
const features = (...names: readonly string[]): string =>
  `01:${[names.length, ...names.flatMap((name) => [name.length, ...Buffer.from(name)])]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')}`;

const FUNC = '03: 01 60 00 00';
/** One memory of two pages, base zeros, blocks of 64 KiB. */
const MEMORY = '08: 01 00 02 00 10';
const page = (byte: string): string => byte.repeat(4096);
const header = (hex: string): Flaws => ({ header: bytesOf(hex) });

/** A file that breaks one rule, and where it is found, if that is told. */
interface Row {
  readonly clause: string;
  readonly code: string;
  readonly what: string;
  readonly bytes: Uint8Array;
  readonly offset: number | undefined;
}

const row = (clause: string, code: string, what: string, bytes: Uint8Array, offset?: number): Row => ({
  clause,
  code,
  what,
  bytes,
  offset,
});

const make = (clause: string, code: string, what: string, texts: readonly string[], offset?: number): Row =>
  row(clause, code, what, file(sections(...texts)), offset);

/** A file with a global of type i32 and this value. */
const global = (clause: string, code: string, what: string, value: string, ...before: readonly string[]): Row =>
  make(clause, code, what, [...before, `09: 01 7f 00 ${value}`]);

const framing: Row[] = [
  row('bin-magic', 'CKPT1010', 'a module', file([], header('00 61 73 6d 01 00 00 00')), 0),
  row('bin-magic', 'CKPT1010', 'one byte', bytesOf('01'), 0),
  row('conv-bytes', 'CKPT1001', 'nothing', new Uint8Array(0), 0),
  row('conv-bytes', 'CKPT1001', 'magic alone', bytesOf('00 63 6b 70')),
  row('bin-version', 'CKPT4003', 'version 2', file([], header('00 63 6b 70 02 00 00 00')), 4),
  row('bin-version', 'CKPT4003', 'version 257', file([], header('00 63 6b 70 01 01 00 00')), 4),
  ...['00', '80', 'c0', 'fe', 'ff'].map((id) => make('bin-section-id', 'CKPT1020', `id ${id}`, [`${id}:`], 8)),
  make('bin-section-order', 'CKPT1011', 'descending', ['0a: 01 00', FUNC], 16),
  make('bin-section-order', 'CKPT1011', 'twice', [FUNC, FUNC]),
  make('bin-section-order', 'CKPT1011', 'same place', [FUNC, '83:']),
  make('bin-section-order', 'CKPT1011', 'other id of the same place', ['83:', '03: 01 60 00 00']),
  make('bin-section-order', 'CKPT1011', 'block after digests', [`d0: 01 00 ${'00'.repeat(32)}`, '40: 00 00']),
  row('bin-section-order', 'CKPT1011', 'after the index', file([], { late: sections('b1: 00') })),
  row('bin-section-order', 'CKPT1011', 'index twice', file([], { late: sections('7e: 00 00 00') })),
  ...['01', '03', '04', '05', '06', '07', '08', '09', '0a', '0b', '0c', '0d', '0e', '0f', '10', 'b0', 'd0'].map((id) =>
    make('bin-section-empty', 'CKPT1012', `section ${id}`, [`${id}: 00`]),
  ),
  make('bin-section-critical', 'CKPT4001', 'place 0x12', ['12: 00'], 8),
  make('bin-section-critical', 'CKPT4001', 'place 0x41', ['41: 00'], 8),
  make('bin-section-size', 'CKPT1013', 'a byte too many', ['03: 01 60 00 00 00']),
  make('bin-section-size', 'CKPT1013', 'in the parent', [features('parent'), `02: 00 ${'00'.repeat(33)}`]),
  row('bin-section-size', 'CKPT1013', 'in the index', file([], { index: bytesOf('00 00 00 00') })),
  row(
    'bin-section-checksum',
    'CKPT1014',
    'zeros',
    concat(encode(minimal).subarray(0, 8), bytesOf('b1 01 00 00 00 00 00')),
  ),
  make('bin-reserved', 'CKPT4004', 'continuations', ['11: 00'], 8),
  global('bin-reserved', 'CKPT4004', 'null of continuations', '75'),
  global('bin-reserved', 'CKPT4004', 'continuation', '68 00'),
  make('bin-reserved', 'CKPT4004', 'type of continuations', ['03: 01 5d 00']),
  make('bin-reserved', 'CKPT4004', 'heap type cont', ['09: 01 68 00 72']),
  make('bin-reserved', 'CKPT4004', 'heap type nocont', ['09: 01 64 75 00 72']),
  row('bin-end', 'CKPT1015', 'no end', file([], { end: null })),
  row('bin-end', 'CKPT1015', 'short end', file([], { end: bytesOf('00') })),
  row('bin-end', 'CKPT1015', 'no sections', encode(minimal).subarray(0, 8)),
  row('bin-end', 'CKPT1016', 'a byte behind', concat(encode(minimal), bytesOf('00')), 35),
  row('bin-end', 'CKPT1016', 'two files', concat(encode(minimal), encode(minimal)), 35),
  row('bin-index', 'CKPT1019', 'no index', file([], { index: null })),
  row('bin-end-index', 'CKPT1018', 'offset', file(sections(FUNC), { indexOffset: 8 })),
  row('bin-end-chain', 'CKPT1017', 'checksum of checksums', file(sections(FUNC), { chain: 1 })),
  row('conv-leb-minimal', 'CKPT1004', 'in the index', file([], { index: bytesOf('80 00 00 00') })),
  row('conv-count', 'CKPT1006', 'in the index', file([], { index: bytesOf('05 00 00') })),
  row(
    'conv-ascending',
    'CKPT1033',
    'memories of the index',
    file([], { index: bytesOf('00 02 01 01 00 09 00 01 00 09 00') }),
  ),
  row('bin-index-exact', 'CKPT1019', 'memory without blocks', file([], { index: bytesOf('00 01 00 00 00') })),
  row('bin-index-exact', 'CKPT1019', 'a section missing', file(sections(FUNC), { index: bytesOf('00 00 00') })),
  row('bin-index-exact', 'CKPT1019', 'a section too many', file([], { index: bytesOf('01 03 09 00 00') })),
  row('bin-index-exact', 'CKPT1019', 'wrong size', file(sections(FUNC), { index: bytesOf('01 03 09 00 00') })),
  row('bin-index-exact', 'CKPT1019', 'wrong id', file(sections(FUNC), { index: bytesOf('01 04 0a 00 00') })),
  row('bin-index-exact', 'CKPT1019', 'wrong list', file(sections(FUNC), { index: bytesOf('00 00 01 03 0a') })),
  row(
    'bin-index-exact',
    'CKPT1019',
    'sizes beyond any file',
    file([], { index: bytesOf('01 03 ff ff ff ff ff ff ff ff ff 01 00 00') }),
  ),
];

/** A section of id `0x09` with this head in place of its id and size. */
const cut = (head: string): Uint8Array =>
  concat(encode(minimal).subarray(0, 8), framed({ id: 9, contents: bytesOf('01 7f 00 7f 00') }, bytesOf(head)));

const primitives: Row[] = [
  row('conv-bytes', 'CKPT1001', 'section beyond the file', cut('09 06'), 19),
  row('conv-bytes', 'CKPT1001', 'section beyond any file', cut('09 ff ff ff ff ff ff ff ff ff 01')),
  row('conv-leb-length', 'CKPT1002', 'size of 11 bytes', cut('09 85 80 80 80 80 80 80 80 80 80 00')),
  row('conv-leb-length', 'CKPT1003', 'size of 65 bits', cut('09 85 80 80 80 80 80 80 80 80 02')),
  row('conv-leb-minimal', 'CKPT1004', 'size', cut('09 85 00'), 9),
  make('conv-bytes', 'CKPT1001', 'value cut', ['09: 01 7d 00 7d 00 00 00']),
  global('conv-leb-length', 'CKPT1002', 's32 of six bytes', '7f 80 80 80 80 80 00'),
  global('conv-leb-length', 'CKPT1003', 's32 with bits beyond', '7f 80 80 80 80 08'),
  global('conv-leb-length', 'CKPT1003', 's64 with bits beyond', '7e 80 80 80 80 80 80 80 80 80 02'),
  global('conv-leb-minimal', 'CKPT1004', 's32 0', '7f 80 00'),
  global('conv-leb-minimal', 'CKPT1004', 's32 -1', '7f ff 7f'),
  global('conv-leb-minimal', 'CKPT1004', 's64 -1', '7e ff 7f'),
  global('conv-leb-minimal', 'CKPT1004', 'u32', '6c 80 00'),
  make('conv-leb-length', 'CKPT1002', 'u32 of six bytes', ['0a: 81 80 80 80 80 00 00']),
  make('conv-leb-length', 'CKPT1003', 'u32 of 33 bits', ['0a: 81 80 80 80 10 00']),
  make('conv-name', 'CKPT1005', 'lone byte', ['b1: 01 80']),
  make('conv-name', 'CKPT1005', 'surrogate', ['b1: 03 ed a0 80']),
  make('conv-name', 'CKPT1005', 'overlong', ['b1: 02 c0 80']),
  make('conv-name', 'CKPT1005', 'above U+10FFFF', ['b1: 04 f4 90 80 80']),
  make('conv-bytes', 'CKPT1001', 'name beyond the section', ['b1: 02 41']),
  make('conv-count', 'CKPT1006', 'tags', ['0a: 03 00 00']),
  make('conv-count', 'CKPT1006', 'elements', ['0c: 01 00 7b 02 00000000 00000000 00000000 00000000 00000000']),
  make('conv-count', 'CKPT1006', 'locals', ['0f: 01 00 00 01 00 00 01 00 05 00']),
];

const types: Row[] = [
  make('conv-codes', 'CKPT1030', 'composite type', ['03: 01 61 00 00']),
  make('conv-codes', 'CKPT1030', 'value type', ['03: 01 60 01 40 00']),
  make('conv-codes', 'CKPT1030', 'packed parameter', ['03: 01 60 01 78 00']),
  make('conv-codes', 'CKPT1030', 'mutability', ['03: 01 5e 7f 02']),
  make('conv-codes', 'CKPT1030', 'heap type', ['03: 01 5e 64 40 00']),
  make('conv-codes', 'CKPT1030', 'negative heap type', ['03: 01 5e 64 bf 7f 00']),
  make('conv-codes', 'CKPT1030', 'number as heap type', ['03: 01 5e 64 7f 00']),
  make('conv-codes', 'CKPT1030', 'element type of a table', ['07: 01 7f 00 00 00 00']),
  make('conv-leb-minimal', 'CKPT1004', 'abstract heap type of two bytes', ['03: 01 5e 64 f0 7f 00']),
  make('conv-leb-minimal', 'CKPT1004', 'type index of two bytes', ['03: 01 5e 64 80 00 00']),
  make('conv-leb-length', 'CKPT1003', 'type index of 34 bits', ['03: 01 5e 64 80 80 80 80 20 00']),
  make('bin-type-canonical', 'CKPT1040', 'group of none', ['03: 01 4e 00 00']),
  make('bin-type-canonical', 'CKPT1040', 'group of one', ['03: 01 4e 01 60 00 00']),
  make('bin-type-canonical', 'CKPT1040', 'final without supertype', ['03: 01 4f 00 60 00 00']),
  make('bin-type-canonical', 'CKPT1040', 'nullable abstract reference', ['03: 01 5e 63 70 00']),
  make('bin-type-canonical', 'CKPT1040', 'page size 16', ['08: 01 08 02 10 00 10']),
  make('bin-limits', 'CKPT1030', 'page size 1', ['08: 01 08 02 01 00 10']),
  ...['10', '20', '40', '80'].map((flags) =>
    make('bin-limits', 'CKPT1041', `flags ${flags} of a memory`, [`08: 01 ${flags} 02 00 10`]),
  ),
  ...['02', '08', '10', '80'].map((flags) =>
    make('bin-limits', 'CKPT1041', `flags ${flags} of a table`, [`07: 01 70 ${flags} 00 00 00`]),
  ),
  make('conv-codes', 'CKPT1030', 'external type', [`04: 01 ${'00'.repeat(32)} 00 01 00 00 05 00`]),
  make('conv-codes', 'CKPT1030', 'tag attribute', [`04: 01 ${'00'.repeat(32)} 00 01 00 00 04 01 00`]),
];

const values: Row[] = [
  global('conv-codes', 'CKPT1030', 'value tag', '60'),
  global('syn-value-place', 'CKPT1031', 'unset global', '00'),
  global('syn-value-place', 'CKPT1031', 'dead global', '01'),
  global('syn-value-place', 'CKPT1031', 'packed global', '78 00'),
  global('bin-ref-i31', 'CKPT1032', '2^31', '6c 80 80 80 80 08', features('gc')),
  ...['71', '70 00 00', '40 00', '69 00', '6f 6c 00', '7f 00'].map((inner) =>
    global('bin-ref-extern', 'CKPT1031', `extern of ${inner}`, `6f ${inner}`),
  ),
  make('syn-value-place', 'CKPT1031', 'dead operand', ['0f: 01 00 00 01 00 00 01 00 00 01 01']),
  make('syn-value-place', 'CKPT1031', 'packed local', ['0f: 01 00 00 01 00 00 01 00 01 78 00 00']),
  make('syn-value-place', 'CKPT1031', 'dead field', ['0b: 01 00 01 01']),
  make('syn-value-place', 'CKPT1031', 'number in a table', ['07: 01 70 00 01 00 01 01 01 7f 00']),
  make('syn-value-place', 'CKPT1031', 'null as import', ['05: 01 00 01 73 00 00 00 00 00 00 00']),
  make('conv-codes', 'CKPT1030', 'table base', ['07: 01 70 00 00 02 00']),
  make('conv-codes', 'CKPT1030', 'table run', ['07: 01 70 00 01 00 01 02 01']),
  make('conv-codes', 'CKPT1030', 'memory base', ['08: 01 00 02 03 10']),
  make('conv-codes', 'CKPT1030', 'element type', ['0c: 01 00 70 00']),
  make('conv-codes', 'CKPT1030', 'element segment state', ['05: 01 00 00 00 00 00 00 01 00 02 00']),
  make('conv-codes', 'CKPT1030', 'thread status', ['0f: 01 00 02 00 00']),
  make('conv-codes', 'CKPT1030', 'frame', ['0f: 01 00 00 01 02 00 01 00 00 00']),
  make('conv-codes', 'CKPT1030', 'policy', ['10: 01 00 00 03 00 00 00']),
  make('conv-codes', 'CKPT1030', 'required', ['10: 01 00 00 00 02 00 00']),
  make('conv-codes', 'CKPT1030', 'parent', [features('parent'), `02: 02 ${'00'.repeat(32)}`]),
  make('conv-codes', 'CKPT1030', 'digest', [`d0: 01 03 ${'00'.repeat(32)}`]),
  make('bin-frame-caught', 'CKPT1072', 'none', ['0f: 01 00 00 01 01 00 01 00 00 00 00']),
];

/** A block of memory 0 in a file with one memory. */
const block = (clause: string, code: string, what: string, ...blocks: readonly string[]): Row =>
  make(clause, code, what, [features('zstd'), MEMORY, ...blocks.map((text) => `40: ${text}`)]);

/** A frame of two blocks: 4096 bytes 0x07 as a run. */
const ZSTD = '28b52ffd 60 000f 03 80 00 07';
const frame = (code: string, what: string, bytes: string): Row =>
  block('bin-zstd-frame', code, what, `00 00 01 01 06 ${bytes}`);

const blocks: Row[] = [
  block('bin-block-order', 'CKPT1056', 'twice', `00 00 00 01 06 ${page('11')}`, `00 00 00 01 06 ${page('11')}`),
  block('bin-block-order', 'CKPT1056', 'descending', `00 01 00 01 06 ${page('11')}`, `00 00 00 01 06 ${page('11')}`),
  make('bin-block-order', 'CKPT1056', 'memories', [
    '08: 02 00 02 00 10 00 02 00 10',
    `40: 01 00 00 01 06 ${page('11')}`,
    `40: 00 00 00 01 06 ${page('11')}`,
  ]),
  block('syn-index', 'CKPT2001', 'memory', `01 00 00 01 06 ${page('11')}`),
  make('syn-index', 'CKPT2001', 'no memory', [`40: 00 00 00 01 06 ${page('11')}`]),
  block('bin-block-outside', 'CKPT1057', 'at the end', `00 02 00 01 06 ${page('11')}`),
  block('bin-block-outside', 'CKPT1057', 'far', `00 ff ff ff ff ff ff ff ff ff 01 00 01 06 ${page('11')}`),
  block('bin-run-outside', 'CKPT1053', '17 pages', '00 00 00 02 40 06'),
  block('bin-run-outside', 'CKPT1053', '2^30 pages', '00 00 00 01 fe ff ff ff 0f'),
  block('bin-block-runs', 'CKPT1063', 'none', '00 00 00 00'),
  block('bin-run', 'CKPT1050', 'no pages', '00 00 00 02 02 06'),
  block('bin-run', 'CKPT1030', 'kind 3', '00 00 00 01 07'),
  block('bin-run-maximal', 'CKPT1051', 'data twice', `00 00 00 02 06 06 ${page('11')}${page('11')}`),
  block('bin-run-trailing', 'CKPT1052', 'base', `00 00 00 02 06 04 ${page('11')}`),
  block('bin-run-base', 'CKPT1054', 'zeros on zeros', '00 00 00 01 05'),
  block('bin-page-zero', 'CKPT1055', 'alone', `00 00 00 01 06 ${page('00')}`),
  block('bin-page-zero', 'CKPT1055', 'second', `00 00 00 01 0a ${page('11')}${page('00')}`),
  block('bin-payload', 'CKPT1059', 'short', '00 00 00 01 06 11'),
  block('bin-payload', 'CKPT1059', 'long', `00 00 00 01 06 ${page('11')}11`),
  block('conv-codes', 'CKPT1030', 'coding', `00 00 02 01 06 ${page('11')}`),
  make('bin-coding', 'CKPT1060', 'zstd of nothing', [
    features('parent', 'zstd'),
    `02: 00 ${'00'.repeat(32)}`,
    '08: 01 00 02 02 00 10',
    '40: 00 00 01 01 05',
  ]),
  block('bin-zstd-gain', 'CKPT1062', 'same size', `00 00 01 01 06 ${page('11')}`),
  frame('CKPT1061', 'nothing', ''),
  frame('CKPT1061', 'no frame', '28b52ffe 60 000f 03 80 00 07'),
  frame('CKPT1061', 'skippable frame', '502a4d18 00000000'),
  frame('CKPT1061', 'skippable frame behind', `${ZSTD} 502a4d18 00000000`),
  frame('CKPT1061', 'a byte behind', `${ZSTD} 00`),
  frame('CKPT1061', 'two frames', `${ZSTD}${ZSTD}`),
  frame('CKPT1061', 'no content size', '28b52ffd 00 58 03 80 00 07'),
  frame('CKPT1061', 'other content size', '28b52ffd 60 010f 03 80 00 07'),
  frame('CKPT1061', 'dictionary', '28b52ffd 61 01 000f 03 80 00 07'),
  frame('CKPT1061', 'reserved bit', '28b52ffd 68 000f 03 80 00 07'),
  frame('CKPT1061', 'window beyond the block', '28b52ffd 40 38 000f 03 80 00 07'),
  frame('CKPT1061', 'reserved block type', '28b52ffd 60 000f 07 80 00 07'),
  frame('CKPT1061', 'cut in a block', '28b52ffd 60 000f 03 80 00'),
  frame('CKPT1061', 'cut in a block head', '28b52ffd 60 000f 03'),
  frame('CKPT1061', 'no last block', '28b52ffd 60 000f 02 80 00 07'),
  frame('CKPT1061', 'cut in the checksum', '28b52ffd 64 000f 03 80 00 07 00'),
  frame('CKPT1061', 'expands to less', '28b52ffd 60 000f 0b 40 00 07'),
  block('bin-page-zero', 'CKPT1055', 'compressed', '00 00 01 01 06 28b52ffd 60 000f 03 80 00 00'),
];

describe('malformed files', () => {
  test.each([...framing, ...primitives, ...types, ...values, ...blocks])(
    '$clause: $code, $what',
    ({ code, bytes, offset }) => {
      const refused = refusal(bytes);
      expect(refused?.code).toBe(code);
      if (offset !== undefined) expect(refused?.offset).toBe(offset);
      expect(refused?.offset).toBeLessThanOrEqual(bytes.length);
    },
  );

  test.each([
    ['zstd frame', [features('zstd'), MEMORY, `40: 00 00 01 01 06 ${ZSTD}`]],
    ['largest run', [MEMORY, `40: 00 01 00 02 3c 06 ${page('01')}`]],
    ['unknown ancillary sections', [FUNC, '84: 00', '84:', '91: 01', 'b5:', 'c1: 00', 'fd: 01']],
    ['largest i31', [features('gc'), '09: 01 6c 00 6c ff ff ff ff 07']],
    ['page size 1', [features('custom-page-sizes'), '08: 01 08 02 00 00 0c']],
  ])('accepted: %s', (_, texts) => {
    expect(refusal(file(sections(...texts)))).toBeUndefined();
  });

  // clause: bin-section-checksum
  test('the checksum is checked before the contents are interpreted', () => {
    const bytes = encode(quiescent);
    bytes[10] = 0xff;
    expect(refusal(bytes)?.code).toBe('CKPT1014');
  });

  // clause: bin-features
  test('features are checked before any later section', () => {
    expect(refusal(file(sections(features('zzz'), '03: ff')))?.code).toBe('CKPT4002');
    expect(refusal(file(sections(features('zstd', 'simd'), '03: ff')))?.code).toBe('CKPT1033');
  });
});
