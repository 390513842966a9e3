import { describeCheck, type Texts } from '../cases.js';
import { lintRulesStayOn } from './lint-rules.js';

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
