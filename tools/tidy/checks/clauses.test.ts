import { describeCheck, type Texts } from '../cases.js';
import { clauseIds, clauseTests, errorCodes } from './clauses.js';

const spec = (text: string): Texts => ({ 'spec/a.md': text });
const errorRows = (...rows: object[]): Texts => ({
  'schema/checkpoint/errors.json': `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]`,
});
const magic = '<a id="bin-magic"></a> **bin-magic.** It MUST be so. (CKPT1010)';

describeCheck(clauseIds, [
  ['MUSTs in clauses pass', spec(`# A\n\n${magic}\n\n- and MUST\n- be so\n\n\`\`\`\nMUST\n\`\`\`\n`), []],
  ['the paragraph on the words passes', spec('The words MUST and MAY are those of RFC 2119.\n'), []],
  ['a paragraph in a list passes', spec(`- ${magic}\n- <a id="bin-b"></a> MUST\n`), []],
  [
    'a MUST without a clause is found',
    spec(`${magic}\n\nThis\nMUST be so.\n`),
    ['spec/a.md:4: a MUST in a paragraph without a clause id'],
  ],
  [
    'a heading ends a clause',
    spec(`${magic}\n\n## B\n\n- MUST\n`),
    ['spec/a.md:5: a MUST in a paragraph without a clause id'],
  ],
  [
    'a clause stands once',
    spec(`${magic}\n\n${magic}\n`),
    ['spec/a.md:3: clause bin-magic stands twice; first at spec/a.md:1'],
  ],
  [
    'dead citations are found',
    { ...spec(magic), 'packages/format/src/a.ts': '// clause: bin-magic\nx(); // clause: bin-magic, bin-gone\n' },
    ['packages/format/src/a.ts:2: cites bin-gone, which is no clause'],
  ],
  [
    'clauses of the core specification are those of its tables',
    {
      'schema/wasm/opcodes.json': '[{"clause": "valid-nop"}]',
      'packages/wasm/src/a.ts': '// clause: valid-nop\n// clause: valid-pon\n',
    },
    ['packages/wasm/src/a.ts:2: cites valid-pon, which is no clause'],
  ],
  [
    'rows name clauses that exist',
    {
      ...spec(magic),
      ...errorRows({ code: 'CKPT1010', clause: 'bin-magic' }, { code: 'CKPT1011', clause: 'bin-gone' }),
    },
    ['schema/checkpoint/errors.json:3: names bin-gone, which is no clause'],
  ],
]);

const row = { code: 'CKPT1010', clause: 'bin-magic' };

describeCheck(errorCodes, [
  [
    'a code that is told and raised passes',
    { ...spec(magic), ...errorRows(row), 'packages/format/src/a.ts': "fault('CKPT1010')" },
    [],
  ],
  [
    'a code that is raised nowhere is found',
    { ...spec(magic), ...errorRows(row) },
    ['schema/checkpoint/errors.json:2: CKPT1010 is raised nowhere'],
  ],
  [
    'raising it in generated tables or tests does not count',
    {
      ...spec(magic),
      ...errorRows(row),
      'packages/tables/src/gen/a.ts': 'CKPT1010',
      'packages/format/test/a.ts': 'CKPT1010',
    },
    ['schema/checkpoint/errors.json:2: CKPT1010 is raised nowhere'],
  ],
  [
    'a code that its clause does not tell is found',
    { ...spec(magic.replace('(CKPT1010)', '')), ...errorRows(row), 'packages/format/src/a.ts': 'CKPT1010' },
    ['schema/checkpoint/errors.json:2: CKPT1010 is not told by its clause bin-magic'],
  ],
  [
    'a code that is not in the tables is found',
    { ...spec(`${magic}\n`), 'packages/format/src/a.ts': "\nfault('WASM1999')" },
    ['packages/format/src/a.ts:2: WASM1999 is not in the tables', 'spec/a.md:1: CKPT1010 is not in the tables'],
  ],
]);

const untested = (entries: object): Texts => ({ 'tools/tidy/untested.json': JSON.stringify(entries) });
const tested: Texts = { 'packages/format/test/a.test.ts': "test('refuses (bin-magic)')" };

describeCheck(clauseTests, [
  ['a clause cited by a test passes', { ...spec(magic), ...tested }, []],
  [
    'so does one whose code a test names',
    { ...spec(magic), ...errorRows(row), 'packages/format/test/a.ts': "'CKPT1010'" },
    [],
  ],
  ['and one whose case the corpus has', { ...spec(magic), 'conformance/cases/a.json': '{"clause": "bin-magic"}' }, []],
  ['one without a MUST needs none', spec(magic.replace('MUST', 'is to')), []],
  [
    'a clause without a test is found',
    { ...spec(`\n${magic}`), 'packages/format/src/a.ts': 'bin-magic' },
    ['spec/a.md:2: clause bin-magic has no test'],
  ],
  [
    'a longer id is another one',
    { ...spec(magic), 'packages/format/test/a.ts': 'bin-magic-2' },
    ['spec/a.md:1: clause bin-magic has no test'],
  ],
  ['a reason helps', { ...spec(magic), ...untested({ 'bin-magic': { reason: 'why' } }) }, []],
  ['also by prefix', { ...spec(magic), ...untested({ 'bin-*': { reason: 'why' } }) }, []],
  [
    'reasons that are over are found',
    {
      ...spec(`${magic}\n\n<a id="a-b"></a> MUST\n\n<a id="a-c"></a> MUST\n`),
      ...tested,
      ...untested({
        'bin-magic': { reason: 'why' },
        'gone-*': { reason: 'why' },
        'a-b': { reason: ' ' },
        'a-c': { reason: 'why', until: 'packages/format' },
      }),
    },
    [
      'tools/tidy/untested.json: bin-magic names no clause without tests',
      'tools/tidy/untested.json: gone-* names no clause without tests',
      'tools/tidy/untested.json: a-b has no reason',
      'tools/tidy/untested.json: a-c was to last until packages/format exists',
    ],
  ],
]);
