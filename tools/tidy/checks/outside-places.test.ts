import { describeCheck } from '../cases.js';
import { outsidePlaces } from './outside-places.js';

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
