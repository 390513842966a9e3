import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../command.js';
import { scriptCases, suiteFiles, suiteModules, suitePath } from './modules.js';

const script = `
(module (func (result i32) (i64.const 0)))
(assert_malformed (module quote "(func (oops))") "unknown operator")
(assert_malformed (module binary "\\00asm") "unexpected end")
(assert_invalid (module (func (result i32))) "type mismatch")
(assert_trap (module (func unreachable) (start 0)) "unreachable")
(assert_return (invoke "f"))
`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wasm-checkpoint-suite-'));
  writeFileSync(join(folder, 'b.wast'), script);
  writeFileSync(join(folder, 'a.wast'), '(module)');
  writeFileSync(join(folder, 'notes.txt'), '');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('scripts stand in order of name, and nothing else', async () => {
  expect(await suiteFiles(folder)).toEqual(['a.wast', 'b.wast']);
});

test('each module of a script has its line and demanded verdict, the second time from the cache', async () => {
  const expected = [
    { line: 2, command: 'module', form: 'text', expected: 'accepted', refusal: '' },
    { line: 3, command: 'assert_malformed', form: 'quote', expected: 'malformed', bytes: undefined },
    {
      line: 4,
      command: 'assert_malformed',
      form: 'binary',
      expected: 'malformed',
      bytes: Uint8Array.of(0, 97, 115, 109),
    },
    { line: 5, command: 'assert_invalid', form: 'text', expected: 'invalid', refusal: '' },
    { line: 6, command: 'assert_trap', form: 'text', expected: 'accepted', refusal: '' },
  ];
  const first = await scriptCases(folder, 'b.wast');
  expect(first).toMatchObject(expected);
  expect(await scriptCases(folder, 'b.wast')).toEqual(first);
});

test('suiteModules leaves out what has no bytes', async () => {
  const found: string[] = [];
  for await (const { file, line } of suiteModules(folder)) found.push(`${file}:${line}`);
  expect(found).toEqual(['a.wast:1', 'b.wast:2', 'b.wast:4', 'b.wast:5', 'b.wast:6']);
});

describe('suitePath', () => {
  const before = process.env['WASM_TESTSUITE'];
  afterEach(() => {
    if (before === undefined) delete process.env['WASM_TESTSUITE'];
    else process.env['WASM_TESTSUITE'] = before;
  });

  test('is undefined when nothing is set', () => {
    process.env['WASM_TESTSUITE'] = '';
    expect(suitePath()).toBeUndefined();
  });

  test('must be a folder', () => {
    process.env['WASM_TESTSUITE'] = join(folder, 'a.wast');
    expect(() => suitePath()).toThrow(UsageError);
    process.env['WASM_TESTSUITE'] = folder;
    expect(suitePath()).toBe(folder);
  });
});
