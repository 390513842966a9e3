import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeWasiState } from '@wasm-checkpoint/cli';
import { type Checkpoint, encode } from '@wasm-checkpoint/format';
import { ckpt, jsonLines } from './ckpt.js';
import { sampleCheckpoint, sampleModule } from './fixture.js';

let folder = '';
let module: Uint8Array;
const at = (name: string): string => join(folder, name);
const inspect = (...args: string[]): ReturnType<typeof ckpt> => ckpt(['inspect', ...args], { cwd: folder });

const write = (name: string, checkpoint: Checkpoint): void => writeFileSync(at(name), encode(checkpoint));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ckpt-test-'));
  module = await sampleModule();
  writeFileSync(at('app.wasm'), module);
  write('app.ckpt', sampleCheckpoint(module));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('ckpt inspect', () => {
  test('shows stack, memory map, globals, tables and sections with the names of the module', () => {
    const { code, stdout, stderr } = inspect('app.ckpt', 'app.wasm');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`thread 0 "main"  runnable, 3 frames
  #0  $fib (func 1) +0x14 at 0x7f  next: call $fib
      locals    0 n = i32 8  1 first = i32 0  dead: 2
      operands  i32 7
  #1  $fib (func 1) +0x14 at 0x7f  in: call $fib
      locals    0 n = i32 9  dead: 1-2
  #2  $main (func 2) +0x3 at 0x93  in: call $fib
`);
    expect(stdout).toContain(`memory 0 $memory  128 KiB of at most 1 MiB; base: zeros
  stored: 6 pages of 4 KiB (19 % of the memory), 24 KiB; 0 zero; 26 as in the base
  0x00000000 ▕█               █████           ▏ 0x00020000   a cell: 4 KiB
`);
    expect(stdout).toContain('0  $stack_pointer  mut  i32 65472 (0xffc0)');
    expect(stdout).toContain('1  $scale               f64 1.5');
    expect(stdout).toContain('      1 entry func 1 $fib');
    expect(stdout).toMatch(/\n {2}block +3 +24,613 +99 %\n/);
    expect(stdout).not.toContain('\x1b');
  });

  test('does without the module, and says what it would add', () => {
    const { code, stdout } = inspect('app.ckpt');
    expect(code).toBe(0);
    expect(stdout).toContain('  #0  func 1 +0x14\n');
    expect(stdout).toContain('give the module too');
  });

  test('emb-json-lines: --json tells everything, one object a line', () => {
    const { code, stdout, stderr } = inspect('app.ckpt', 'app.wasm', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = jsonLines(stdout);
    const kinds = ['file', 'section', 'module', 'instance', 'thread', 'frame', 'memory', 'table', 'global', 'store'];
    expect(lines.map(({ type }) => type)).toEqual(expect.arrayContaining(kinds));
    expect(lines.find(({ type }) => type === 'frame')).toMatchObject({
      thread: 0,
      frame: 0,
      funcidx: 1,
      name: '$fib',
      offset: 0x14,
      instruction: 'call $fib',
      locals: [{ name: 'n', kind: 'i32', text: 'i32 8' }, { name: 'first' }, { kind: 'dead' }],
    });
    // Integers that may exceed 2^53 are decimal strings.
    expect(lines.find(({ type }) => type === 'memory')).toMatchObject({ bytes: '131072', maximum: '16' });
    expect(lines.at(-1)).toEqual({ type: 'verdict', judgement: 'A', accepted: true, errors: 0, format: 1 });
  });

  test('leaves out the middle of a deep stack', () => {
    const checkpoint = sampleCheckpoint(module);
    const [thread] = checkpoint.threads;
    const caller = thread?.frames[1];
    if (thread === undefined || caller === undefined) throw new Error('the sample has frames');
    const frames = [
      thread.frames[0] ?? caller,
      ...Array.from({ length: 1000 }, () => caller),
      thread.frames[2] ?? caller,
    ];
    write('deep.ckpt', { ...checkpoint, threads: [{ ...thread, frames }] });
    const { stdout } = inspect('deep.ckpt', 'app.wasm', '--frames', '8');
    expect(stdout.match(/^ {2}#/gm)).toHaveLength(8);
    expect(stdout).toContain('  … 994 more frames (--frames all) …\n');
    expect(stdout).toContain('  #1001  $main');
    expect(inspect('deep.ckpt', '--frames', 'all').stdout.match(/^ {2}#/gm)).toHaveLength(1002);
  });

  test('shows the host state of WASI, the values of the environment only when told so', () => {
    const payload = encodeWasiState({
      arguments: ['app', '-v'],
      environment: ['TOKEN=secret'],
      directories: ['/data'],
      descriptors: [
        { fd: 1, base: 64n, inheriting: 0n, flags: 0, object: { kind: 'output' } },
        {
          fd: 3,
          base: 0n,
          inheriting: 0n,
          flags: 0,
          object: { kind: 'directory', place: { directory: 0, path: '' }, preopened: true, listing: [] },
        },
        {
          fd: 4,
          base: 66n,
          inheriting: 0n,
          flags: 1,
          object: { kind: 'file', place: { directory: 0, path: 'log' }, offset: 7n, seen: { size: 9n, modified: 1n } },
        },
      ],
      clocks: { monotonic: 1_500_000_000n, process: 0n, thread: 0n },
    });
    const state = {
      name: 'wasi_snapshot_preview1',
      version: '1',
      policy: 'reopen',
      required: true,
      instances: [],
    } as const;
    write('wasi.ckpt', { ...sampleCheckpoint(module), hostStates: [{ ...state, payload }] });
    const { stdout } = inspect('wasi.ckpt');
    expect(stdout).toContain(`  wasi_snapshot_preview1 version "1": reopen, required, 109 bytes
    arguments    "app" "-v"
    environment  1 variable: TOKEN (--reveal shows the values)
    fd 1         standard output
    fd 3         preopened directory "/data"
    fd 4         file "log" in "/data" at offset 7 of 9, read and write, append
    clocks       monotonic 1.500 s, CPU 0.000 s
`);
    expect(stdout).not.toContain('secret');
    expect(inspect('wasi.ckpt', '--json').stdout).not.toContain('secret');
    expect(inspect('wasi.ckpt', '--reveal').stdout).toContain('TOKEN=secret');
    write('other.ckpt', { ...sampleCheckpoint(module), hostStates: [{ ...state, version: '2', payload }] });
    expect(inspect('other.ckpt').stdout).toContain(
      'wasi_snapshot_preview1 version "2": reopen, required, 109 bytes\n\n',
    );
    write('broken.ckpt', { ...sampleCheckpoint(module), hostStates: [{ ...state, payload: new Uint8Array([9]) }] });
    expect(inspect('broken.ckpt')).toMatchObject({ code: 0, stdout: expect.stringContaining('error[CKPT1006]') });
  });

  test('escapes what a terminal would obey', () => {
    const checkpoint = sampleCheckpoint(module);
    write('names.ckpt', {
      ...checkpoint,
      producers: [{ field: 'producer', name: '\x1b[31mred\u202e', version: '\n' }],
    });
    expect(inspect('names.ckpt').stdout).toContain('producer     \\u{1b}[31mred\\u{202e} \\u{a}\n');
  });

  test('emb-exit: 1 for a file that is no checkpoint, with code and place, never a stack trace', () => {
    const { code, stdout, stderr } = inspect('app.wasm');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe(
      'ckpt: app.wasm: error[CKPT1010] not a checkpoint: the file starts with 0061736d (at 0x0; bin-magic)\n',
    );
    const lines = jsonLines(inspect('app.wasm', '--json').stdout);
    expect(lines).toMatchObject([
      {
        type: 'error',
        file: 'app.wasm',
        code: 'CKPT1010',
        clause: 'bin-magic',
        phase: 'malformed',
        offset: 0,
        path: '',
      },
      { type: 'verdict', accepted: false, errors: 1 },
    ]);
  });

  test('sec-hash: 1 for a module that is none of the checkpoint', async () => {
    writeFileSync(at('another.wasm'), new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));
    const { code, stdout, stderr } = inspect('app.ckpt', 'another.wasm');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /^ckpt: another\.wasm is no module of the checkpoint: its SHA-256 is [0-9a-f]{64}, wanted: /,
    );
  });

  test('emb-exit: 2 for a wrong call and for what cannot be read', () => {
    expect(inspect('nothing.ckpt')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'ckpt: cannot read nothing.ckpt: no such file or directory\n',
    });
    expect(inspect(folder)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('on a directory') });
    expect(inspect()).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("missing required argument 'file.ckpt'"),
    });
    expect(inspect('app.ckpt', '--frames', 'many')).toMatchObject({ code: 2, stdout: '' });
    expect(ckpt([])).toMatchObject({ code: 2, stderr: expect.stringContaining('Usage: ckpt') });
    expect(ckpt(['nonsense'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("unknown command 'nonsense'"),
    });
  });

  test('helps, with examples', () => {
    for (const command of ['inspect', 'diff']) {
      const { code, stdout } = ckpt([command, '--help']);
      expect(code).toBe(0);
      expect(stdout).toContain(`Usage: ckpt ${command}`);
      expect(stdout).toContain('Examples:');
    }
  });
});
