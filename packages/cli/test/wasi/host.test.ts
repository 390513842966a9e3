import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Diagnostic } from '@wasm-checkpoint/bytes';
import {
  type ChangedFiles,
  decodeWasiState,
  encodeWasiState,
  fdflags,
  rights,
  WasiHost,
  type WasiState,
} from '@wasm-checkpoint/cli';
import { Caller, oflags } from './caller.js';

let folder = '';
const hosts: WasiHost[] = [];
const sleeping = new Int32Array(new SharedArrayBuffer(4));
const wanted = { capture: false };
const alarm = {
  wait(milliseconds: number): boolean {
    if (!wanted.capture) Atomics.wait(sleeping, 0, 0, milliseconds);
    return wanted.capture;
  },
};
const at = (...names: string[]): string => join(folder, ...names);
const text = (...names: string[]): string => readFileSync(at(...names), 'utf8');

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'ckpt-test-')));
});
afterEach(() => {
  for (const host of hosts.splice(0)) host.close();
  rmSync(folder, { recursive: true, force: true });
});

const use = (host: WasiHost): { host: WasiHost; caller: Caller } => {
  hosts.push(host);
  return { host, caller: new Caller(host) };
};

const start = (): { host: WasiHost; caller: Caller } =>
  use(
    WasiHost.start({
      arguments: ['program', 'argument'],
      environment: ['TOKEN=secret'],
      directories: [{ name: '/data', hostPath: folder }],
      alarm,
    }),
  );

interface Again {
  readonly changed?: ChangedFiles;
  readonly directories?: readonly { name: string; hostPath: string }[];
  readonly environment?: readonly string[];
}

/** A host made from what another one says of itself, through the bytes of the payload. */
const again = (state: WasiState, options: Again = {}): { host: WasiHost; caller: Caller } =>
  use(
    WasiHost.restore(decodeWasiState(encodeWasiState(state)), {
      directories: [{ name: '/data', hostPath: folder }],
      environment: [],
      changed: 'refuse',
      alarm,
      ...options,
    }),
  );

/** Restoring must fail; gives the diagnostic. */
function refusal(state: WasiState, options: Again = {}): Diagnostic {
  try {
    again(state, options);
  } catch (error) {
    if (error instanceof Diagnostic) return error;
    throw error;
  }
  throw new Error('it was restored');
}

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

describe('a restore', () => {
  const withFile = (): { state: WasiState; fd: number } => {
    writeFileSync(at('input'), 'contents');
    const { host, caller } = start();
    const fd = caller.opened(3, 'input', 0, 0, rights.fd_read | rights.fd_seek);
    return { state: host.state(), fd };
  };

  test('wasi-grant: takes directories from its user alone, and says which is missing', () => {
    const { state } = withFile();
    expect(refusal(state, { directories: [{ name: '/other', hostPath: folder }] })).toMatchObject({
      code: 'CKPT3201',
      params: { directory: '/data' },
    });
    expect(Buffer.from(encodeWasiState(state)).includes(folder)).toBe(false);
  });

  test('wasi-missing: names the file that is missing', () => {
    const { state, fd } = withFile();
    unlinkSync(at('input'));
    expect(refusal(state)).toMatchObject({
      code: 'CKPT3202',
      params: { fd, path: 'input', directory: '/data', reason: 'no such file or directory' },
    });
  });

  test('wasi-changed: refuses a file of another size, time or type, unless told to take it', () => {
    const { state, fd } = withFile();
    appendFileSync(at('input'), ' and more');
    expect(refusal(state)).toMatchObject({ code: 'CKPT3203', params: { what: 'it has 17 bytes and had 8' } });
    expect(again(state, { changed: 'take' }).caller.read(fd, 100)).toEqual({ value: 'contents and more' });
    writeFileSync(at('input'), 'CONTENTS');
    utimesSync(at('input'), 1, 1);
    expect(refusal(state).params['what']).toMatch(/^it was written at 1970-01-01T00:00:01.000000000Z and before at 2/);
    rmSync(at('input'));
    mkdirSync(at('input'));
    expect(refusal(state, { changed: 'take' })).toMatchObject({
      code: 'CKPT3203',
      params: { what: 'it is no regular file' },
    });
  });

  test('cuts files that are written, and no others, when told so', () => {
    writeFileSync(at('input'), 'contents');
    const { host, caller } = start();
    caller.opened(3, 'input', 0, 0, rights.fd_read | rights.fd_seek);
    const log = caller.opened(3, 'log', oflags.creat, fdflags.append);
    caller.write(log, 'one\n');
    const state = host.state();
    caller.write(log, 'two\n');
    appendFileSync(at('input'), ' and more');
    expect(refusal(state)).toMatchObject({ code: 'CKPT3203' });
    expect(text('log')).toBe('one\ntwo\n');
    const { caller: next } = again(state, { changed: 'cut' });
    next.write(log, 'two\n');
    expect(text('log')).toBe('one\ntwo\n');
    expect(text('input')).toBe('contents and more');
  });

  test('wasi-open: creates nothing and cuts nothing', () => {
    const { host, caller } = start();
    const file = caller.opened(3, 'out', oflags.creat | oflags.trunc);
    caller.write(file, 'written');
    const state = host.state();
    again(state);
    expect(text('out')).toBe('written');
    unlinkSync(at('out'));
    expect(refusal(state)).toMatchObject({ code: 'CKPT3202' });
    expect(() => text('out')).toThrow('ENOENT');
  });

  test('wasi-inside: refuses a path that a link leads out of the directory', () => {
    mkdirSync(at('granted'));
    mkdirSync(at('granted', 'inner'));
    writeFileSync(at('granted', 'inner', 'file'), 'contents');
    writeFileSync(at('file'), 'contents');
    const granted = [{ name: '/data', hostPath: at('granted') }];
    const { host, caller } = use(WasiHost.start({ arguments: [], environment: [], directories: granted, alarm }));
    caller.opened(3, 'inner/file');
    const state = host.state();
    rmSync(at('granted', 'inner'), { recursive: true });
    symlinkSync('..', at('granted', 'inner'));
    expect(refusal(state, { directories: granted, changed: 'take' })).toMatchObject({
      code: 'CKPT3202',
      params: { path: 'inner/file', reason: 'the path leads out of the directory' },
    });
  });

  test('wasi-listing: goes on behind a cookie, and gives no cookie twice', () => {
    for (const name of ['a', 'b', 'c', 'd']) writeFileSync(at(name), '');
    const { host, caller } = start();
    const all = caller.list(3, 0n);
    if ('errno' in all) throw new Error(`errno ${all.errno}`);
    expect(all.value.map(([name]) => name).sort()).toEqual(['.', '..', 'a', 'b', 'c', 'd']);
    const cookie = all.value[2]?.[1] ?? 0n;
    const { caller: next } = again(host.state());
    expect(next.list(3, cookie)).toEqual({ value: all.value.slice(3) });
    const gone = all.value[3]?.[0] ?? '';
    unlinkSync(at(gone));
    writeFileSync(at('new'), '');
    expect(next.list(3, cookie)).toEqual({ value: all.value.slice(4) });
    const listed = next.list(3, 0n);
    if ('errno' in listed) throw new Error(`errno ${listed.errno}`);
    const known = new Map(all.value.map(([name, old]) => [old, name]));
    for (const [name, now] of listed.value) expect(known.get(now) ?? name).toBe(name);
    expect(listed.value.map(([name]) => name)).toContain('new');
    expect(next.list(3, 999n)).toEqual({ errno: 28 });
  });

  test('wasi-clock: no clock of the program goes back', () => {
    const { host, caller } = start();
    const before = [1, 2, 3].map((clock) => caller.time(clock));
    const state = host.state();
    const early = { ...state, clocks: { monotonic: 5n, process: 5n, thread: 5n } };
    const late = { ...state, clocks: { monotonic: 1n << 60n, process: 1n << 60n, thread: 1n << 60n } };
    for (const [index, clock] of [1, 2, 3].entries()) {
      expect(again(state).caller.time(clock)).toBeGreaterThanOrEqual(before[index] ?? 0n);
      expect(again(early).caller.time(clock)).toBeLessThan(10n ** 12n);
      expect(again(late).caller.time(clock)).toBeGreaterThanOrEqual(1n << 60n);
    }
  });

  test('wasi-early, wasi-wait: a program that sleeps is captured at once and sleeps on', () => {
    const { host, caller } = start();
    const second = 10n ** 9n;
    const before = caller.time(1);
    wanted.capture = true;
    expect(caller.poll({ clock: 1, timeout: 7200n * second }, { clock: 1, timeout: 3600n * second })).toEqual({
      value: [1n],
    });
    expect(caller.time(1) - before).toBeLessThan(60n * second);
    const state = host.state();
    const until = state.waitUntil ?? 0n;
    expect(until - before).toBeGreaterThanOrEqual(3600n * second);
    expect(until - before).toBeLessThan(3660n * second);
    // Who goes on waits, and can be captured again meanwhile.
    expect(host.imports.waitToGoOn()).toBe(false);
    const { host: other, caller: next } = again({
      ...state,
      clocks: { ...state.clocks, monotonic: until - second / 50n },
    });
    expect(other.imports.waitToGoOn()).toBe(false);
    wanted.capture = false;
    expect(other.imports.waitToGoOn()).toBe(true);
    expect(next.time(1)).toBeGreaterThanOrEqual(until);
    expect(other.state().waitUntil).toBeUndefined();
  });

  test('wasi-stream: bytes read ahead come first', () => {
    const state = start().host.state();
    const ahead = new TextEncoder().encode('ahead');
    const descriptors = state.descriptors.map((descriptor) =>
      descriptor.fd === 0 ? { ...descriptor, object: { kind: 'input' as const, ahead } } : descriptor,
    );
    const { caller, host } = again({ ...state, descriptors });
    expect(caller.read(0, 3)).toEqual({ value: 'ahe' });
    expect(host.state().descriptors[0]?.object).toEqual({ kind: 'input', ahead: new Uint8Array(Buffer.from('ad')) });
    expect(caller.read(0, 3)).toEqual({ value: 'ad' });
  });
});

describe('operations', () => {
  test('lead out of no directory (wasi-inside)', () => {
    mkdirSync(at('granted'));
    writeFileSync(at('secret'), 'secret');
    symlinkSync('../secret', at('granted', 'link'));
    symlinkSync(at('secret'), at('granted', 'absolute'));
    symlinkSync('loop', at('granted', 'loop'));
    const { caller } = use(
      WasiHost.start({ arguments: [], environment: [], directories: [{ name: '.', hostPath: at('granted') }], alarm }),
    );
    for (const path of ['../secret', 'link', 'absolute', '/secret', '..', './..', 'link/']) {
      expect([path, caller.open(3, path)]).toEqual([path, { errno: 76 }]);
    }
    expect(caller.open(3, 'a/../../secret')).toEqual({ errno: 44 });
    expect(caller.open(3, 'loop')).toEqual({ errno: 32 });
    expect(caller.symlink('/etc', 3, 'outside')).toBe(76);
    expect(caller.paths('path_rename', [3, 'link'], [3, '../moved'])).toBe(76);
    expect(caller.stat(3, 'link')).toEqual({ errno: 76 });
  });

  test('say type, size and time of files in the right places', () => {
    writeFileSync(at('file'), '12345');
    utimesSync(at('file'), 1000, 2000);
    const { caller } = start();
    expect(caller.stat(3, 'file')).toEqual({ value: { filetype: 4, size: 5n, mtim: 2000n * 10n ** 9n } });
    expect(caller.stat(3, '.')).toMatchObject({ value: { filetype: 3 } });
    expect(caller.stat(3, 'nothing')).toEqual({ errno: 44 });
  });

  test('wait for the first of several clocks', () => {
    const { caller } = start();
    const now = caller.time(1);
    const millisecond = 10n ** 6n;
    expect(
      caller.poll(
        { clock: 1, timeout: 5000n * millisecond },
        { clock: 1, timeout: now + 20n * millisecond, absolute: true },
      ),
    ).toEqual({ value: [1n] });
    expect(caller.time(1) - now).toBeGreaterThanOrEqual(20n * millisecond);
    expect(caller.poll()).toEqual({ errno: 28 });
  });

  test('keep to the rights of an fd', () => {
    writeFileSync(at('file'), '12345');
    const { caller } = start();
    const reading = caller.opened(3, 'file', 0, 0, rights.fd_read);
    expect(caller.write(reading, 'x')).toEqual({ errno: 8 });
    expect(caller.call('fd_fdstat_set_rights', reading, rights.fd_read | rights.fd_write, 0n)).toBe(76);
    expect(caller.call('fd_fdstat_set_rights', reading, 0n, 0n)).toBe(0);
    expect(caller.read(reading, 1)).toEqual({ errno: 8 });
  });

  test('renumber', () => {
    writeFileSync(at('file'), '12345');
    const { caller } = start();
    const [from, to] = [caller.opened(3, 'file'), caller.opened(3, 'file')];
    caller.seek(from, 2n, 0);
    expect(caller.call('fd_renumber', from, from)).toBe(0);
    expect(caller.call('fd_renumber', from, to)).toBe(0);
    expect(caller.tell(to)).toEqual({ value: 2n });
    expect(caller.tell(from)).toEqual({ errno: 8 });
    expect(caller.call('fd_renumber', from, to)).toBe(8);
  });

  test('say what they do not have', () => {
    const { caller } = start();
    expect(caller.call('sock_recv', 3, 0, 0, 0, 0, 0)).toBe(58);
    expect(caller.call('proc_raise', 6)).toBe(52);
  });
});
