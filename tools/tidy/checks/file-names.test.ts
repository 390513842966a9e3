import { describeCheck } from '../cases.js';
import { fileNames } from './file-names.js';

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
