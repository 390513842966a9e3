import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prebuiltPath } from '../prebuilt.js';

const plain = fileURLToPath(new URL('./plain.js', import.meta.url));
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ckpt-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (name: string, args: readonly string[], input = '', env: Record<string, string> = {}): Outcome =>
  spawnSync(process.execPath, [plain, prebuiltPath(name), folder, ...args], { input, encoding: 'utf8', env });

const lines = (...texts: readonly string[]): string => texts.map((text) => `${text}\n`).join('');

describe('the host of WASI runs compiled programs', () => {
  test('standard input, output and the exit code', () => {
    const outcome = run('calculator', [], lines('a = 3 * (4 + 5)', 'a % 4 - 2', '1 / 0'));
    expect(outcome).toMatchObject({ status: 1, stdout: lines('27', '1', 'division by zero at column 7') });
  });

  test('arguments beyond ASCII and the environment', () => {
    const { stdout } = run('environment', ['HÖME', '日本'], '', { HÖME: 'hier — da' });
    expect(stdout).toContain('argument 1: HÖME\nargument 2: 日本\nHÖME hier — da\n日本 is not set\n');
  });

  test('files that are appended to, written back and forth, listed, renamed, removed', () => {
    expect(run('journal', ['kept', '100'])).toMatchObject({
      status: 0,
      stdout: lines('data last log part-0 part-3', 'log of 2390 bytes, data 8b311302'),
      stderr: '',
    });
    expect(readdirSync(folder)).toEqual(['kept']);
  });

  test('a file as standard input', () => {
    writeFileSync(join(folder, 'input'), lines('rent -700', 'wage 2000', 'rent -20'));
    const stdin = openSync(join(folder, 'input'), 'r');
    const { stdout } = spawnSync(process.execPath, [plain, prebuiltPath('ledger'), folder], {
      stdio: [stdin, 'pipe', 'inherit'],
      encoding: 'utf8',
    });
    closeSync(stdin);
    expect(stdout).toBe(lines('rent         -720', 'wage         2000', '2 accounts, 1280 in all'));
  });

  test('a file of the folder', () => {
    writeFileSync(join(folder, 'book'), lines('a 1', 'b 2'));
    expect(run('ledger', ['book']).stdout).toBe(lines('a            1', 'b            2', '2 accounts, 3 in all'));
    expect(readFileSync(join(folder, 'book'), 'utf8')).toBe(lines('a 1', 'b 2'));
  });

  test('clocks and random numbers of the host', () => {
    const [first, second] = [run('dice', []), run('dice', [])];
    expect(first.status).toBe(0);
    expect(first.stdout).not.toBe(second.stdout);
  });
});
