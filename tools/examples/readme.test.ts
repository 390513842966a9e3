import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const tools = join(dirname(fileURLToPath(import.meta.url)), '../..');
const packages = join(tools, '../packages');

const fence = /^```js runnable\n(.*?)^```$/gms;
const expectation = /^console\.log\((.*)\); \/\/ (\S.*)$/gm;

/** The examples of a README that are marked as runnable. */
const examplesOf = (name: string): string[] =>
  [...readFileSync(join(packages, name, 'README.md'), 'utf8').matchAll(fence)].map(([, source]) => source ?? '');

/** Runs a program in the folder of the tools, where every package of the project can be imported. */
function run(source: string): string {
  const folder = mkdtempSync(join(tools, 'dist/example-'));
  try {
    writeFileSync(join(folder, 'example.mjs'), source);
    return execFileSync(process.execPath, [join(folder, 'example.mjs')], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.each(readdirSync(packages))('README of %s', (name) => {
  test('has an example that runs and prints what its comments say', () => {
    const examples = examplesOf(name);
    expect(examples).not.toEqual([]);
    for (const source of examples) {
      const printed = run(source).split('\n');
      for (const [, , comment = ''] of source.matchAll(expectation)) {
        // Behind a colon or comma stands an explanation.
        const value = comment.split(/: (?=[a-z])|, then /)[0] ?? comment;
        expect(printed).toContainEqual(expect.stringContaining(value));
      }
    }
  });
});
