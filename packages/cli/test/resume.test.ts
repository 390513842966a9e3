import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { decode, encode } from '@wasm-checkpoint/format';
import { Runtime } from '@wasm-checkpoint/runtime';
import type { Outcome } from './ckpt.js';
import { prebuilt, prebuiltPath } from './prebuilt.js';
import { Scratch, until } from './scratch.js';

const { at, files, run, shell, start, handMade } = new Scratch();
const silent = { stderr: '' };
const ticker = prebuiltPath('ticker');

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
    const first = files().length;
    program.process.kill('SIGUSR1');
    await until(() => files().length > first + 2);
    expect(await program.ended).toBe(0);
    const names = files().map((_, index) => `ticker.${index + 1}.ckpt`);
    expect(files()).toEqual([...names].sort());
    const last = names.at(-1) ?? '';
    const parents = names.slice(0, -1).flatMap((file) => ['--parent', file]);
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

  test('wasi-early, wasi-owed: a program that sleeps is captured meanwhile and sleeps on', async () => {
    const program = await handMade('sleeper');
    const running = start(['run', '--stop', '--signal', 'TERM', program]);
    await until(() => running.out.text !== '');
    // What has been printed comes a moment before the sleep begins, which lasts longer than this.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    running.process.kill('SIGTERM');
    expect(await running.ended).toBe(0);
    expect(running.out.text).toBe('a\n');
    expect(run(['inspect', 'sleeper.ckpt']).stdout).toContain(
      'waiting      in poll_oneoff since the monotonic clock read ',
    );
    expect(run(['resume', 'sleeper.ckpt', program])).toEqual({ code: 0, stdout: 'b\n', ...silent });
  });

  describe('with files', () => {
    const journal = prebuiltPath('journal');
    const dir = ['--dir', 'data::.'];
    const outcome = { stdout: 'data last log part-0 part-3\nlog of 2390 bytes, data 8b311302\n' };

    /** Stops the journal at a call of an import. */
    const stopAt = (trigger: string, options: readonly string[] = []): Outcome => {
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

  test('wasi-early, wasi-owed: a program that waits for input is captured meanwhile and waits on', async () => {
    const program = await handMade('reader');
    // A pipe that nobody writes to.
    const input = 'mkfifo input; sleep 600 > input &';
    const printed = shell(`${input} CKPT run --after 100ms --stop ${program} < input; kill $!`);
    expect(printed).toBe('a\n');
    expect(run(['inspect', 'reader.ckpt']).stdout).toContain('waiting      in fd_read since ');
    expect(run(['resume', 'reader.ckpt', program], 'x')).toEqual({ code: 0, stdout: 'x\n', ...silent });
  });

  describe('with checkpoints of others', () => {
    /** A checkpoint of a kernel in the middle of its work, or before it; what it gives in the end. */
    const captureKernel = (name: string, argument: number, isRunning: boolean): unknown => {
      const runtime = new Runtime({ instrument: { poll: 'fuel' } });
      const store = runtime.store();
      const instance = store.instantiate(runtime.programSync(prebuilt(name)));
      if (isRunning) {
        const { kind } = store.call(instance.func('run'), [argument], { fuel: 1000, label: 'run' });
        expect(kind).toBe('stopped');
      }
      writeFileSync(at(`${name}.ckpt`), encode(store.capture()));
      const [thread] = store.threads;
      const outcome = thread && store.resume(thread);
      return outcome?.kind === 'returned' ? outcome.values[0] : undefined;
    };

    test('exec-resume-outermost: tells what a thread returns to its host', () => {
      const result = captureKernel('sieve', 20000, true);
      expect(typeof result).toMatch(/number|bigint/);
      expect(run(['resume', 'sieve.ckpt', prebuiltPath('sieve')])).toEqual({
        code: 0,
        stdout: `run: ${result}\n`,
        ...silent,
      });
    });

    test('refuses one without threads, and one without the host state that its program needs', () => {
      captureKernel('sieve', 20000, false);
      expect(run(['resume', 'sieve.ckpt', prebuiltPath('sieve')])).toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringContaining('sieve.ckpt has no thread to go on with'),
      });
      run(['run', '--at-import', 'fd_write:1', '--stop', ticker, '2', '1']);
      writeFileSync(at('bare.ckpt'), encode({ ...decode(readFileSync(at('ticker.ckpt'))), hostStates: [] }));
      expect(run(['resume', 'bare.ckpt', ticker])).toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringContaining('(wasi-descriptor)'),
      });
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
