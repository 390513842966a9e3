import { statSync, writeFileSync } from 'node:fs';
import { prebuiltPath } from './prebuilt.js';
import { Scratch } from './scratch.js';

const { at, files, run, handMade } = new Scratch();
const silent = { stderr: '' };
const ticker = prebuiltPath('ticker');
/** What ticker prints for two lines of a million steps. */
const ticks = ['1 652cf958c2958ad6', '2 3d83c1a3b9d9c0c5'];

describe('ckpt run', () => {
  test('runs a program as any other host does, and says nothing itself', () => {
    expect(run(['run', ticker, '2', '1'])).toEqual({ code: 0, stdout: `${ticks.join('\n')}\n`, ...silent });
    expect(run(['run', prebuiltPath('calculator')], '6 * 7\n1 / 0\n')).toEqual({
      code: 1,
      stdout: '42\ndivision by zero at column 7\n',
      ...silent,
    });
    expect(files()).toEqual([]);
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
    expect(files()).toEqual(['ticker.ckpt']);
    if (process.platform !== 'win32') expect(statSync(at('ticker.ckpt')).mode & 0o777).toBe(0o600);
    const inspected = run(['inspect', 'ticker.ckpt', ticker]);
    expect(inspected).toMatchObject({ code: 0, ...silent });
    // clause: wasi-descriptor
    expect(inspected.stdout).toContain('  wasi_snapshot_preview1 version "1": reopen, required, ');
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
    expect(files()).toEqual([]);
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
    expect(files()).toEqual(['tick-1%.ckpt', 'tick-2%.ckpt']);
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
      ['--signal', 'SIGNOTHING'],
      ['--signal', 'SIGKILL'],
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
