import { memoryTree } from '../tidy/tree.js';
import { generatedPages } from './pages.js';

const rows = (...items: object[]): string => JSON.stringify(items);

const tree = memoryTree({
  'spec/binary.md':
    '<a id="bin-magic"></a> It MUST be so. (CKPT1010)\n\n<a id="bin-note"></a> A note.\n\n<a id="bin-free"></a> MUST.\n',
  'schema/checkpoint/errors.json': rows({
    code: 'CKPT1010',
    name: 'magic',
    phase: 'malformed',
    clause: 'bin-magic',
    template: 'found {a} | {b}',
    doc: 'Not a checkpoint.',
  }),
  'schema/wasm/errors.json': rows({
    code: 'WASM9001',
    name: 'limit',
    phase: 'limit',
    clause: 'implementation-limits',
    template: 'too many',
    doc: 'Too many.',
  }),
  'schema/wasm/opcodes.json': rows(
    { name: 'nop', prefix: 0, opcode: 1, immediates: [], type: '[] -> []', feature: 'core', role: 'none' },
    {
      name: 'i32.load',
      prefix: 0,
      opcode: 0x28,
      immediates: ['memarg'],
      type: '[i32] -> [i32]',
      feature: 'core',
      role: 'none',
    },
    { name: 'v', prefix: 0xfd, opcode: 256, immediates: ['a', 'b'], type: '', feature: 'simd', role: 'none' },
  ),
  'schema/checkpoint/sections.json': rows({
    id: 0xb0,
    name: 'producers',
    critical: false,
    presence: 'when-filled',
    doc: 'Who.',
  }),
  'schema/wasm/limits.json': rows({ name: 'types', default: 1000, unit: 'types', doc: 'Types.' }),
  'packages/format/src/magic.ts': "fault('CKPT1010')",
  'packages/format/test/magic.test.ts': '// clause: bin-magic',
  'tools/tidy/untested.json': '{"bin-free": {"reason": "nothing to see"}}',
});

const pages = generatedPages(tree);
const linesOf = (name: string): string[] => (pages.get(`spec/gen/${name}.md`) ?? '').split('\n');

test('errors stand by kind, with a link to their clause', () => {
  const lines = linesOf('errors');
  expect(lines).toContain(
    '| <a id="CKPT1010"></a>`CKPT1010` | magic | `found {a} \\| {b}` | Not a checkpoint. | [bin-magic](../binary.md#bin-magic) |',
  );
  expect(lines).toContain(
    '| <a id="WASM9001"></a>`WASM9001` | limit | `too many` | Too many. | implementation-limits |',
  );
  expect(lines.filter((line) => line.startsWith('##'))).toEqual([
    '## Checkpoints',
    '### Malformed',
    '## Modules',
    '### Over a limit',
  ]);
});

test('opcodes show their bytes', () => {
  const cells = linesOf('opcodes')
    .filter((line) => line.startsWith('| `0x'))
    .map((line) => line.split(' | ').slice(0, 3));
  expect(cells).toEqual([
    ['| `0x01`', '`nop`', ''],
    ['| `0x28`', '`i32.load`', 'memarg'],
    ['| `0xFD 0x80 0x02`', '`v`', 'a b'],
  ]);
});

test('sections and limits show their rows', () => {
  expect(linesOf('sections')).toContain('| `0xB0` | `producers` | ancillary | when-filled | Who. |');
  expect(linesOf('limits')).toContain('| `types` | 1000 | types | Types. |');
});

test('coverage goes from the clause over its code to the tests', () => {
  const lines = linesOf('coverage');
  expect(lines.filter((line) => line.startsWith('| [bin'))).toEqual([
    '| [bin-magic](../binary.md#bin-magic) | [CKPT1010](errors.md#CKPT1010) | `format/src/magic.ts` | `format/test/magic.test.ts` |',
    '| [bin-note](../binary.md#bin-note) (no MUST) |  |  |  |',
    '| [bin-free](../binary.md#bin-free) |  |  | nothing to see |',
  ]);
  expect(lines.join('\n')).toContain('3 clauses, of which 2 carry a MUST; 1 of these are cited by tests.');
});
