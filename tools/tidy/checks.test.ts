import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checks } from './checks.js';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../tidy/checks');

test('every file of a check has its tests beside it', () => {
  const files = readdirSync(folder);
  const sources = files.filter((file) => !file.endsWith('.test.ts'));
  expect(sources.map((file) => file.replace(/\.ts$/, '.test.ts')).filter((file) => !files.includes(file))).toEqual([]);
});

test('no two checks have the same name', () => {
  const names = checks.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
