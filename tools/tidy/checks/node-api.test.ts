import { describeCheck } from '../cases.js';
import { nodeApi } from './node-api.js';

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
