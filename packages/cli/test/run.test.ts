import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ckpt, ckptPath } from './ckpt.js';
import { type HandMade, writeHandMade } from './hand-made.js';
import { prebuiltPath } from './prebuilt.js';

let folder = '';
const at = (name: string): string => join(folder, name);
const run = (args: readonly string[], input = ''): ReturnType<typeof ckpt> => ckpt(args, { cwd: folder, input });
const silent = { stderr: '' };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ckpt-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ticker = prebuiltPath('ticker');
/** What ticker prints for two lines of a million steps; the first line does not depend on how many there are. */
const ticks = ['1 652cf958c2958ad6', '2 3d83c1a3b9d9c0c5'];

async function handMade(name: HandMade): Promise<string> {
  await writeHandMade(name, at(`${name}.wasm`));
  return `${name}.wasm`;
}

/** Waits until something holds, which takes a while on a busy machine. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}

interface Running {
  readonly process: ChildProcess;
  readonly out: { text: string };
  readonly ended: Promise<number | null>;
}

function start(args: readonly string[]): Running {
  const child = spawn(process.execPath, [ckptPath, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const out = { text: '' };
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    out.text += chunk;
  });
  return { process: child, out, ended: once(child, 'close').then(([code]) => code as number | null) };
}

describe('ckpt run', () => {
  test('runs a program as any other host does, and says nothing itself', () => {
    expect(run(['run', ticker, '2', '1'])).toEqual({ code: 0, stdout: `${ticks.join('\n')}\n`, ...silent });
    expect(run(['run', prebuiltPath('calculator')], '6 * 7\n1 / 0\n')).toEqual({
      code: 1,
      stdout: '42\ndivision by zero at column 7\n',
      ...silent,
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('passes arguments and the environment that it is given, and no other', () => {
    const { stdout } = run([
      'run',
      '--env',
      'A=1=2',
      '--env',
      'B=',
      prebuiltPath('environment'),
      'A',
      '--help',
      'B',
      'HOME',
    ]);
    expect(stdout).toBe(
      [
        'argument 0: environment.wasm',
        'argument 1: A',
        'argument 2: --help',
        'argument 3: B',
        'argument 4: HOME',
        'A 1=2',
        '--help is not set',
        'B ',
        'HOME is not set',
        '',
      ].join('\n'),
    );
  });

  test('ends with the code that the program gives, and nothing of it runs any more', async () => {
    expect(run(['run', await handMade('exiter')])).toEqual({ code: 42, stdout: '', ...silent });
  });

  test('tells of a trap where it happened', async () => {
    expect(run(['run', await handMade('trapper')])).toEqual({
      code: 134,
      stdout: 'a\n',
      stderr: expect.stringMatching(/^ckpt: the program trapped: unreachable\n {2}in .*inner\n {2}in .*outer\n/),
    });
  });

  test('emb-whole, sec-secret: writes a checkpoint whole, for its owner alone', () => {
    run(['run', '--at-import', 'fd_write:1', '--stop', ticker, '2', '1']);
    expect(readdirSync(folder)).toEqual(['ticker.ckpt']);
    if (process.platform !== 'win32') expect(statSync(at('ticker.ckpt')).mode & 0o777).toBe(0o600);
    expect(run(['inspect', 'ticker.ckpt', ticker])).toMatchObject({ code: 0 });
  });

  test('emb-whole: goes on when a checkpoint cannot be written, and leaves nothing', () => {
    const { code, stdout, stderr } = run([
      'run',
      '--at-import',
      'fd_write',
      '--output',
      'no/such/%n',
      ticker,
      '2',
      '1',
    ]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${ticks.join('\n')}\n` });
    expect(stderr).toBe('ckpt: no checkpoint: cannot write no/such/1: no such file or directory\n'.repeat(2));
    expect(readdirSync(folder)).toEqual([]);
  });

  test('takes checkpoints at calls of an import, numbered where the name says so', () => {
    const output = ['--output', 'tick-%n%%.ckpt'];
    expect(
      run(['run', '-v', '--at-import', 'wasi_snapshot_preview1.fd_write', ...output, ticker, '2', '1']),
    ).toMatchObject({
      code: 0,
      stdout: `${ticks.join('\n')}\n`,
      stderr: expect.stringMatching(/^(ckpt: wrote tick-\d%\.ckpt, [\d.]+ KiB, in [\d.]+ ms\n){2}$/),
    });
    expect(readdirSync(folder)).toEqual(['tick-1%.ckpt', 'tick-2%.ckpt']);
  });

  test('refuses what it cannot run, with the reason, before it runs', async () => {
    const stdout = '';
    writeFileSync(at('text'), 'no module');
    expect(run(['run', 'nothing.wasm'])).toEqual({
      code: 2,
      stdout,
      stderr: 'ckpt: cannot read nothing.wasm: no such file or directory\n',
    });
    expect(run(['run', 'text'])).toMatchObject({ code: 1, stdout, stderr: expect.stringContaining('error[WASM10') });
    expect(run(['run', await handMade('reactor')])).toMatchObject({
      code: 1,
      stdout,
      stderr: expect.stringContaining('it exports no _start'),
    });
    expect(run(['run', '--dir', 'nowhere', ticker])).toEqual({
      code: 2,
      stdout,
      stderr: 'ckpt: cannot use nowhere as nowhere: no such file or directory\n',
    });
    for (const wrong of [
      ['--after', '2'],
      ['--after', '-2s'],
      ['--every', 'soon'],
      ['--at-import', 'x:0'],
      ['--env', '=x'],
      ['--dir', 'a::b::c'],
      ['--incremental', '--output', 'same.ckpt'],
    ]) {
      expect(run(['run', ...wrong, ticker])).toMatchObject({ code: 2, stdout });
    }
  });
});

describe('ckpt resume', () => {
  test('goes on where the checkpoint has it: output neither lost nor doubled (exec-resume-continue)', () => {
    const whole = run(['run', ticker, '5', '3']).stdout;
    expect(whole.split('\n')).toHaveLength(6);
    const before = run(['run', '--at-import', 'fd_write:2', '--stop', ticker, '5', '3']);
    expect(before).toMatchObject({ code: 0, ...silent });
    const after = run(['resume', 'ticker.ckpt', ticker]);
    expect(after).toMatchObject({ code: 0, ...silent });
    expect(before.stdout + after.stdout).toBe(whole);
    expect(before.stdout.split('\n')).toHaveLength(3);
  });

  test('goes on after a checkpoint at SIGUSR1, by the clock, and from increments of it', async () => {
    const program = start(['run', '--incremental', '--every', '150ms', ticker, '6', '60']);
    await until(() => program.out.text.includes('\n'));
    const first = readdirSync(folder).length;
    program.process.kill('SIGUSR1');
    await until(() => readdirSync(folder).length > first + 2);
    expect(await program.ended).toBe(0);
    const files = readdirSync(folder).map((_, index) => `ticker.${index + 1}.ckpt`);
    expect(readdirSync(folder).sort()).toEqual([...files].sort());
    const last = files.at(-1) ?? '';
    const parents = files.slice(0, -1).flatMap((file) => ['--parent', file]);
    const { stdout, code } = run(['resume', ...parents, last, ticker]);
    expect(code).toBe(0);
    expect(program.out.text.endsWith(stdout)).toBe(true);
    expect(run(['resume', last, ticker])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/CKPT3001.*\n {2}give it, .* with --parent\n$/),
    });
  });

  test('can be checkpointed again, as often as one likes', () => {
    const whole = run(['run', ticker, '3', '1']).stdout;
    let printed = run(['run', '--at-import', 'fd_write:1', '--stop', ticker, '3', '1']).stdout;
    for (let line = 0; line < 2; line++) {
      printed += run(['resume', '--at-import', 'fd_write:1', '--stop', 'ticker.ckpt', ticker]).stdout;
    }
    expect(printed).toBe(whole);
    expect(run(['resume', 'ticker.ckpt', ticker])).toEqual({ code: 0, stdout: '', ...silent });
  });

  test('goes on in a start function and comes to _start behind it', async () => {
    const program = await handMade('starter');
    const before = run(['run', '--at-import', 'fd_write:1', '--stop', program]);
    const after = run(['resume', 'starter.ckpt', program]);
    expect([before.stdout, after.stdout]).toEqual(['a\n', 'b\nc\nd\n']);
  });

  test('wasi-early, wasi-wait: a program that sleeps is captured meanwhile and sleeps on', async () => {
    const program = await handMade('sleeper');
    const running = start(['run', '--stop', program]);
    await until(() => running.out.text !== '');
    running.process.kill('SIGUSR1');
    expect(await running.ended).toBe(0);
    expect(running.out.text).toBe('a\n');
    expect(run(['inspect', 'sleeper.ckpt']).stdout).toContain('waiting      until the monotonic clock reads ');
    expect(run(['resume', 'sleeper.ckpt', program])).toEqual({ code: 0, stdout: 'b\n', ...silent });
  });

  describe('with files', () => {
    const journal = prebuiltPath('journal');
    const dir = ['--dir', 'data::.'];
    const outcome = { stdout: 'data last log part-0 part-3\nlog of 2390 bytes, data 8b311302\n' };

    /** Stops the journal at a call of an import. */
    const stopAt = (trigger: string, options: readonly string[] = []): ReturnType<typeof ckpt> => {
      rmSync(at('data'), { recursive: true, force: true });
      mkdirSync(at('data'));
      return run(['run', ...dir, '--at-import', trigger, '--stop', ...options, journal, 'kept', '100']);
    };

    test.each(['fd_write:60', 'fd_read:2', 'fd_readdir:1', 'path_rename:1'])(
      'wasi-fds: goes on behind %s with offsets, flags and folders as they were',
      (trigger) => {
        const before = stopAt(trigger);
        expect(before).toMatchObject({ code: 0, ...silent });
        const after = run(['resume', ...dir, 'journal.ckpt', journal]);
        expect(after).toMatchObject({ code: 0, ...silent });
        expect(before.stdout + after.stdout).toBe(outcome.stdout);
      },
    );

    test('wasi-grant, wasi-missing: takes no directory that it is not given, and says which file is missing', () => {
      stopAt('fd_write:60');
      expect(run(['resume', 'journal.ckpt', journal])).toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringMatching(/CKPT3201.*directory \.,.*\n {2}give it with --dir HOST::NAME\n$/),
      });
      rmSync(at('data/kept/log'));
      expect(run(['resume', ...dir, 'journal.ckpt', journal])).toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringMatching(/CKPT3202.*kept\/log.*no such file or directory/),
      });
    });

    test('wasi-changed: refuses files that the program has written since; --files cut takes back what it appended', () => {
      stopAt('fd_write:60');
      const state = readFileSync(at('journal.ckpt'));
      // The program goes on, until it has written more and ends early.
      run(['resume', ...dir, '--at-import', 'fd_write:40', '--stop', 'journal.ckpt', journal]);
      writeFileSync(at('journal.ckpt'), state);
      expect(run(['resume', ...dir, 'journal.ckpt', journal])).toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringMatching(/CKPT3203.*kept\/.*\n {2}--files take/),
      });
      // What it wrote back and forth it has read before it is cut, so only the log is as without the interruption.
      const cut = run(['resume', ...dir, '--files', 'cut', 'journal.ckpt', journal]);
      expect(cut).toMatchObject({ code: 0, stdout: expect.stringContaining('\nlog of 2390 bytes'), ...silent });
    });
  });

  describe('with standard input', () => {
    const text = Array.from({ length: 400 }, (_, line) => `word${line % 7} and more of line ${line}`).join('\n');
    const words = prebuiltPath('words');
    const shell = (command: string): string => {
      const quoted = command.replaceAll('CKPT', `'${process.execPath}' '${ckptPath}'`);
      const child = ckptShell(quoted);
      expect(child.stderr).toBe('');
      return child.stdout;
    };
    const ckptShell = (command: string): { stdout: string; stderr: string } => {
      return spawnSync('/bin/sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
    };

    test('wasi-stream: a file is read on at its offset', () => {
      writeFileSync(at('text'), text);
      const whole = shell(`CKPT run '${words}' 5 < text`);
      expect(shell(`CKPT run --at-import fd_read:2 --stop '${words}' 5 < text`)).toBe('');
      expect(run(['inspect', 'words.ckpt']).stdout).toMatch(/fd 0 +standard input, a file at offset [1-9]/);
      expect(shell(`CKPT resume words.ckpt '${words}' < text`)).toBe(whole);
    });

    test('wasi-input: what was not read of a stream is still there for who goes on', () => {
      writeFileSync(at('text'), text);
      const whole = shell(`CKPT run '${words}' 5 < text`);
      const pieces = `(CKPT run --at-import fd_read:2 --stop '${words}' 5; CKPT resume words.ckpt '${words}')`;
      expect(shell(`cat text | ${pieces}`)).toBe(whole);
    });
  });

  test('exec-restore-valid: refuses a checkpoint that is not of this module, or not well formed', () => {
    run(['run', '--at-import', 'fd_write:1', '--stop', ticker, '2', '1']);
    expect(run(['resume', 'ticker.ckpt', prebuiltPath('primes')])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('error[CKPT3101]'),
    });
    const bytes = readFileSync(at('ticker.ckpt'));
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(at('broken.ckpt'), bytes);
    expect(run(['resume', 'broken.ckpt', ticker])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/broken\.ckpt: error\[CKPT1014\]/),
    });
    expect(run(['resume', 'nothing.ckpt', ticker])).toMatchObject({ code: 2, stdout: '' });
    expect(existsSync(at('nothing.ckpt'))).toBe(false);
  });
});
