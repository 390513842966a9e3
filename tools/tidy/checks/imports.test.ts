import { describeCheck } from '../cases.js';
import { imports } from './imports.js';

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
    {
      'packages/bytes/src/a.ts': "import x from 'left-pad';\n",
      'packages/format/src/a.ts': "import { sha256 } from '@noble/hashes/sha2.js';\nimport '@noble/curves';\n",
    },
    [
      'packages/bytes/src/a.ts:1: bytes may not import left-pad',
      'packages/format/src/a.ts:2: format may not import @noble/curves',
    ],
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
