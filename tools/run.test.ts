import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.js';

const run = (...args: string[]) =>
  spawnSync(process.execPath, [join(root, 'tools/run.mjs'), ...args], { encoding: 'utf8' });
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

test('an unknown command ends with 2 and lists the known ones', () => {
  const { status, stderr } = run('nope');
  expect(status).toBe(2);
  expect(stderr).toContain('unknown command nope');
  for (const name of Object.keys(manifest.scripts)) expect(stderr).toMatch(new RegExp(`^  ${name} `, 'm'));
});

test('every script of package.json is a command of its own name', () => {
  for (const [name, line] of Object.entries(manifest.scripts)) expect(line).toBe(`node tools/run.mjs ${name}`);
});

test.each(['test', 'gen', 'build', 'format'])('%s --help says what it does and its exit codes', (name) => {
  const { status, stdout } = run(name, '--help');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^npm (run )?\w+/);
  expect(stdout).toContain('Exit codes: 0');
});

test.each(['demo', 'suite', 'bench', 'fuzz', 'tidy'])('%s --help says what it does and its exit codes', (name) => {
  const script = join(root, 'tools/dist', name, 'main.js');
  const { status, stdout } = spawnSync(process.execPath, [script, '--help'], { encoding: 'utf8' });
  expect(status).toBe(0);
  expect(stdout).toContain(`Usage: npm run ${name} --`);
  expect(stdout).toContain('Exit codes: 0 done, 1 ');
  expect(spawnSync(process.execPath, [script, '--no-such-option']).status).toBe(2);
});
