import type { Check, Fault } from './check.js';
import { faultText } from './check.js';
import { clauseIds, clauseTests, errorCodes } from './checks/clauses.js';
import { fileNames } from './checks/file-names.js';
import { compareGenerated } from './checks/generated.js';
import { imports } from './checks/imports.js';
import { lintRulesStayOn } from './checks/lint-rules.js';
import { longFiles } from './checks/long-files.js';
import { nodeApi } from './checks/node-api.js';
import { outsidePlaces } from './checks/outside-places.js';
import { checks } from './checks.js';
import { memoryTree } from './tree.js';

type Texts = Readonly<Record<string, string>>;

const faultsOf = async (check: Check, texts: Texts): Promise<string[]> =>
  (await check.run(memoryTree(texts))).map((fault: Fault) => faultText(fault));

/** For each case: a name, the tree, and the faults that the check must find in it. */
type Case = readonly [name: string, texts: Texts, faults: readonly string[]];

function describeCheck(check: Check, cases: readonly Case[]): void {
  describe(check.name, () => {
    test.each(cases)('%s', async (_, texts, faults) => {
      expect(await faultsOf(check, texts)).toEqual(faults);
    });
  });
}

describeCheck(nodeApi, [
  ['plain code passes', { 'packages/wasm/src/a.ts': "import { x } from './x.js';\nexport const processed = x;\n" }, []],
  ['comments may speak of Node', { 'packages/wasm/src/a.ts': '/** As Buffer.from does. */\n// process.env\n' }, []],
  ['tests may use Node', { 'packages/wasm/test/a.ts': "import 'node:fs';\n" }, []],
  ['commands may use Node', { 'packages/validate/src/cli/main.ts': "import 'node:fs';\nprocess.exit();\n" }, []],
  ['other packages may use Node', { 'packages/runtime/src/a.ts': "import 'node:fs';\n" }, []],
  [
    'imports of Node are found',
    { 'packages/bytes/src/a.ts': "\nimport { readFileSync } from 'node:fs';\nconst x = await import('zlib');\n" },
    ['packages/bytes/src/a.ts:2: imports node:fs', 'packages/bytes/src/a.ts:3: imports zlib'],
  ],
  [
    'globals of Node are found',
    { 'packages/format/src/a.ts': 'Buffer.from(x);\nconst y = process.env;\nconst z = require("x");\n' },
    [
      'packages/format/src/a.ts:1: uses Buffer of Node',
      'packages/format/src/a.ts:2: uses process of Node',
      'packages/format/src/a.ts:3: uses require of Node',
    ],
  ],
]);

describeCheck(imports, [
  [
    'what is allowed passes',
    { 'packages/wasm/src/a.ts': "import { B } from '@wasm-checkpoint/bytes';\nimport './b/c.js';\n" },
    [],
  ],
  ['prose passes', { 'packages/wasm/src/a.ts': "const a = `it is from '`;\n" }, []],
  ['tests are free', { 'packages/wasm/test/a.ts': "import '@wasm-checkpoint/format';\n" }, []],
  [
    'the two sides may not know each other',
    {
      'packages/wasm/src/a.ts': "import {\n  type X,\n} from '@wasm-checkpoint/format';\n",
      'packages/format/src/a.ts': "export * from '@wasm-checkpoint/wasm/inner';\n",
    },
    ['packages/format/src/a.ts:1: format may not import wasm', 'packages/wasm/src/a.ts:1: wasm may not import format'],
  ],
  [
    'the conformance runner may not lean on our codec',
    {
      'packages/conformance/src/a.ts':
        "const x = await import('@wasm-checkpoint/format');\nimport 'ajv/dist/2020.js';\n",
    },
    ['packages/conformance/src/a.ts:1: conformance may not import format'],
  ],
  [
    'relative imports stay in the package',
    { 'packages/wasm/src/a/b.ts': "import { x } from '../../../bytes/src/x.js';\n" },
    ['packages/wasm/src/a/b.ts:1: ../../../bytes/src/x.js leaves the package'],
  ],
  [
    'outside packages need their place in the table',
    { 'packages/bytes/src/a.ts': "import x from 'left-pad';\n" },
    ['packages/bytes/src/a.ts:1: bytes may not import left-pad'],
  ],
  [
    'manifests are held to the same table',
    {
      'packages/wasm/package.json': '{"dependencies": {"@wasm-checkpoint/format": "*", "@wasm-checkpoint/bytes": "*"}}',
    },
    ['packages/wasm/package.json: dependencies: wasm may not import format'],
  ],
  [
    'a new package needs its row',
    { 'packages/extra/package.json': '{}' },
    ['packages/extra/package.json: package extra is not in the table of packages'],
  ],
]);

const biome = (rules: object) => JSON.stringify({ linter: { rules } });
const strictRules = biome({ suspicious: { noExplicitAny: 'error' }, style: { noNonNullAssertion: 'error' } });
const strictOptions = { strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true };
const strict: Texts = {
  'biome.json': strictRules,
  'tsconfig.base.json': JSON.stringify({ compilerOptions: strictOptions }),
};
const wayAround = ['biome', 'ignore'].join('-');

describeCheck(lintRulesStayOn, [
  ['strict settings pass', strict, []],
  [
    'rules that are off are found',
    { ...strict, 'biome.json': biome({ suspicious: { noExplicitAny: 'off' } }) },
    ['biome.json: suspicious/noExplicitAny is not an error', 'biome.json: style/noNonNullAssertion is not an error'],
  ],
  [
    'a linter that is off is found',
    { ...strict, 'biome.json': JSON.stringify({ linter: { ...JSON.parse(strictRules).linter, enabled: false } }) },
    ['biome.json: linter or formatter is off'],
  ],
  [
    'compiler options that are off are found',
    {
      ...strict,
      'tsconfig.base.json': JSON.stringify({ compilerOptions: { ...strictOptions, strict: undefined } }),
      'packages/wasm/tsconfig.json': '{"compilerOptions": {"noUncheckedIndexedAccess": false}}',
    },
    ['tsconfig.base.json: strict is not on', 'packages/wasm/tsconfig.json: noUncheckedIndexedAccess is turned off'],
  ],
  [
    'ways around need a reason',
    {
      ...strict,
      'a.ts': `// ${wayAround} lint/style/x: measured\n// ${wayAround} lint/style/x\n// @ts-${'ignore'}: why not\n`,
    },
    [`a.ts:2: ${wayAround} without a reason`, `a.ts:3: @ts-${'ignore'} without a reason`],
  ],
]);

const lines = (count: number): string => 'x\n'.repeat(count);
const longList = (entries: object): Texts => ({ 'tools/tidy/long-files.json': JSON.stringify(entries) });

describeCheck(longFiles, [
  ['300 lines pass', { ...longList({}), 'a.ts': lines(300) }, []],
  [
    'what people do not write passes',
    { ...longList({}), 'packages/tables/src/gen/a.ts': lines(999), 'a.md': lines(999) },
    [],
  ],
  [
    '301 lines are found',
    { ...longList({}), 'a.ts': lines(301) },
    ['a.ts:301: has 301 lines; split it, or give the reason in tools/tidy/long-files.json'],
  ],
  ['a reason helps', { ...longList({ 'a.ts': 'one table' }), 'a.ts': lines(301) }, []],
  [
    'an empty reason does not',
    { ...longList({ 'a.ts': ' ' }), 'a.ts': lines(301) },
    ['a.ts:301: has 301 lines; split it, or give the reason in tools/tidy/long-files.json'],
  ],
  [
    'entries that are no longer needed are found',
    { ...longList({ 'a.ts': 'long', 'b.ts': 'long' }), 'a.ts': lines(3) },
    [
      'tools/tidy/long-files.json: a.ts has only 3 lines; remove the entry',
      'tools/tidy/long-files.json: b.ts does not exist',
    ],
  ],
]);

describeCheck(fileNames, [
  ['nouns pass', { 'packages/wasm/src/reader.ts': '', 'packages/wasm/src/commons.ts': '' }, []],
  [
    'empty names are found, of folders too',
    { 'a/utils.ts': '', 'a/helpers/b.ts': '', 'common.test.ts': '' },
    [
      'a/helpers/b.ts: helpers does not say what is inside',
      'a/utils.ts: utils.ts does not say what is inside',
      'common.test.ts: common.test.ts does not say what is inside',
    ],
  ],
]);

const host = ['registry', 'example', 'org'].join('.');
const machinePath = ['', 'home', 'me', 'x'].join('/');

describeCheck(outsidePlaces, [
  ['plain text passes', { 'a.md': 'a registry of names; https://webassembly.org/; wasm/work/x; ./tmp/x' }, []],
  ['registry hosts are found', { 'a.md': `\nsee https://${host}/x` }, [`a.md:2: registry host: ${host}`]],
  [
    'paths of a machine are found',
    { 'a.ts': `const x = '${machinePath}';` },
    [`a.ts:1: path of one machine: ${machinePath.slice(0, 8)}`],
  ],
  [
    'lock files name no place',
    { 'pnpm-lock.yaml': 'a:\n  tarball: x\n  b: https://a.b/c\n' },
    ['pnpm-lock.yaml:2: place of a package: tarball:', 'pnpm-lock.yaml:3: place of a package: https://a.b/c'],
  ],
  ['registry settings are found', { '.npmrc': 'registry=x\n' }, ['.npmrc:1: registry setting: registry=x']],
]);

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

describe('generated', () => {
  const expected = new Map([
    ['spec/gen/a.md', 'a'],
    ['spec/gen/b.md', 'b'],
  ]);

  test('equal files pass', () => {
    expect(
      compareGenerated(memoryTree({ 'spec/gen/a.md': 'a', 'spec/gen/b.md': 'b', 'spec/c.md': '' }), expected),
    ).toEqual([]);
  });

  test('stale, missing and left-over files are found', () => {
    const tree = memoryTree({ 'spec/gen/a.md': 'old', 'packages/tables/src/gen/old.ts': '' });
    expect(compareGenerated(tree, expected).map(faultText)).toEqual([
      'spec/gen/a.md: is stale: npm run gen',
      'spec/gen/b.md: is missing: npm run gen',
      'packages/tables/src/gen/old.ts: is no longer generated; remove it',
    ]);
  });
});

test('every check stands in this file, under its name', () => {
  const here = [
    nodeApi,
    imports,
    lintRulesStayOn,
    longFiles,
    fileNames,
    outsidePlaces,
    clauseIds,
    errorCodes,
    clauseTests,
  ];
  expect(checks.map(({ name }) => name).sort()).toEqual([...here.map(({ name }) => name), 'generated'].sort());
});
