import { describeCheck, type Texts } from '../cases.js';
import { longFiles } from './long-files.js';

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
