import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { encodeWasiState, fdflags, rights } from '@wasm-checkpoint/cli';
import { oflags } from './caller.js';
import { Hosts } from './hosts.js';

const { at, text, start, again } = new Hosts();

describe('what a host says of itself', () => {
  test('is restored to the same: fds, rights, flags, offsets (wasi-fds)', () => {
    const { host, caller } = start();
    writeFileSync(at('input'), 'first line\nsecond line\n');
    mkdirSync(at('inner'));
    const input = caller.opened(3, 'input', 0, 0, rights.fd_read | rights.fd_seek | rights.fd_tell);
    const inner = caller.opened(3, 'inner', oflags.directory);
    const log = caller.opened(inner, 'log', oflags.creat, fdflags.append);
    expect(caller.read(input, 11)).toEqual({ value: 'first line\n' });
    caller.write(log, 'one\n');
    const state = host.state();
    expect(state.descriptors.map(({ fd, object }) => [fd, object.kind])).toEqual([
      [0, expect.stringMatching(/^input/)],
      [1, 'output'],
      [2, 'error'],
      [3, 'directory'],
      [input, 'file'],
      [inner, 'directory'],
      [log, 'file'],
    ]);
    const other = again(state);
    expect({ ...other.host.state(), clocks: undefined }).toEqual({ ...state, clocks: undefined });
    expect(other.caller.read(input, 100)).toEqual({ value: 'second line\n' });
    expect(other.caller.write(input, 'x')).toEqual({ errno: 8 });
    other.caller.write(log, 'two\n');
    expect(text('inner', 'log')).toBe('one\ntwo\n');
    expect(other.caller.open(inner, 'log')).toMatchObject({ value: log + 1 });
  });

  test('leaves no more fds open than there were (wasi-fds)', () => {
    const { host, caller } = start();
    writeFileSync(at('a'), '');
    const [a, b] = [caller.opened(3, 'a'), caller.opened(3, 'a')];
    caller.call('fd_close', a);
    const { caller: other } = again(host.state());
    expect(other.tell(a)).toEqual({ errno: 8 });
    expect(other.tell(b)).toEqual({ value: 0n });
    expect(other.opened(3, 'a')).toBe(a);
  });

  test('wasi-environment, wasi-withheld: the environment can be left out, and is then that of the user', () => {
    const state = start().host.state({ environment: false });
    expect(Buffer.from(encodeWasiState(state)).includes('secret')).toBe(false);
    const other = again(state, { environment: ['TOKEN=another'] }).host;
    expect(other.state().environment).toBeUndefined();
    const { caller } = again(start().host.state(), { environment: ['TOKEN=another'] });
    expect(caller.call('environ_sizes_get', 8, 12)).toBe(0);
  });

  test('wasi-output: what was written is in the file before the state is told', () => {
    const { host, caller } = start();
    const file = caller.opened(3, 'out', oflags.creat);
    caller.write(file, 'written');
    host.state();
    expect(text('out')).toBe('written');
  });

  test('wasi-unnamed: a file without a name is kept with its contents', () => {
    const { host, caller } = start();
    const file = caller.opened(3, 'temporary', oflags.creat);
    caller.write(file, 'some bytes');
    caller.seek(file, 5n, 0);
    expect(caller.paths('path_unlink_file', [3, 'temporary'])).toBe(0);
    const state = host.state();
    expect(state.descriptors.at(-1)?.object).toMatchObject({ kind: 'unnamed', offset: 5n });
    const { host: other, caller: next } = again(state);
    expect(next.read(file, 100)).toEqual({ value: 'bytes' });
    next.write(file, '!');
    expect(other.state().descriptors.at(-1)?.object).toMatchObject({
      kind: 'unnamed',
      offset: 11n,
      contents: new Uint8Array(Buffer.from('some bytes!')),
    });
  });

  test('wasi-capture-refuse: a file whose name leads to another is refused', () => {
    const { host, caller } = start();
    writeFileSync(at('a'), 'a');
    const file = caller.opened(3, 'a');
    renameSync(at('a'), at('b'));
    expect(() => host.state()).toThrow(
      expect.objectContaining({ code: 'CKPT4201', params: { fd: file, reason: expect.stringContaining('a ') } }),
    );
    writeFileSync(at('a'), 'another');
    expect(() => host.state()).toThrow(expect.objectContaining({ code: 'CKPT4201' }));
  });

  test('wasi-capture-refuse: a directory that is gone is refused', () => {
    const { host, caller } = start();
    mkdirSync(at('inner'));
    caller.opened(3, 'inner', oflags.directory);
    rmSync(at('inner'), { recursive: true });
    expect(() => host.state()).toThrow(expect.objectContaining({ code: 'CKPT4201' }));
  });

  test('knows what the program renamed itself', () => {
    const { host, caller } = start();
    mkdirSync(at('old'));
    writeFileSync(at('old', 'file'), 'contents');
    const file = caller.opened(3, 'old/file');
    expect(caller.paths('path_rename', [3, 'old'], [3, 'new'])).toBe(0);
    expect(host.state().descriptors.at(-1)?.object).toMatchObject({ place: { path: 'new/file' } });
    expect(again(host.state()).caller.read(file, 100)).toEqual({ value: 'contents' });
  });
});
