import { readdirSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { compiledPrograms, prebuiltModule, readRecord, recordPath, sha256, sourceHash } from './prebuilt.js';
import { programsFolder, type Source } from './source.js';
import { compileSource, findToolchain, type Toolchain } from './toolchains.js';

const record = readRecord();

/** The compiler of the record, or why it is not there. */
function recorded(language: Source['language']): Toolchain | string {
  const found = findToolchain[language]();
  if (found === undefined) return 'no compiler';
  const expected = record.toolchains[language];
  const other = Object.keys(expected).find((part) => found.versions[part] !== expected[part]);
  return other === undefined ? found : `${other} ${found.versions[other]}, not ${expected[other]}`;
}

test('each source is compiled, and each module has a source', () => {
  const sources = ['c/kernels', 'c/commands', 'rust/kernels', 'rust/commands'].flatMap((folder) =>
    readdirSync(`${programsFolder}/${folder}`).map((file) => `${folder}/${file}`),
  );
  expect(compiledPrograms.map(({ source }) => source.file).sort()).toEqual(sources.sort());
  const modules = readdirSync(dirname(recordPath)).filter((file) => file.endsWith('.wasm'));
  expect(modules.sort()).toEqual(compiledPrograms.map(({ name }) => `${name}.wasm`).sort());
  expect(Object.keys(record.programs).sort()).toEqual(compiledPrograms.map(({ name }) => name).sort());
});

test.each(compiledPrograms.map((program) => [program.name, program] as const))(
  '%s was compiled from its source as it is now',
  (name, { source }) => {
    expect(record.programs[name]).toEqual({ source: sourceHash(source), module: sha256(prebuiltModule(name)) });
  },
);

test('an unknown program is refused with those there are', () => {
  expect(() => prebuiltModule('emacs')).toThrow(/no program emacs; there are ackermann, /);
});

describe.each(['c', 'rust'] as const)('compiling %s again', (language) => {
  const toolchain = recorded(language);
  const programs = compiledPrograms.filter(({ source }) => source.language === language);
  if (typeof toolchain === 'string') test.skip(`skipped: ${toolchain}`, () => undefined);
  else
    test.each(programs.map((program) => [program.name, program.source] as const))(
      '%s gives the same bytes',
      (name, source) => {
        expect(sha256(compileSource(toolchain, source))).toBe(sha256(prebuiltModule(name)));
      },
    );
});

test('sources are named relative to the folder of the programs', () => {
  for (const { source } of compiledPrograms)
    expect(relative(programsFolder, `${programsFolder}/${source.file}`)).toBe(source.file);
});
