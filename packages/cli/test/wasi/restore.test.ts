import { appendFileSync, mkdirSync, rmSync, symlinkSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { encodeWasiState, fdflags, rights, type WasiState } from '@wasm-checkpoint/cli';
import { oflags } from './caller.js';
import { Hosts } from './hosts.js';

const hosts = new Hosts();
const { at, text, start, again, refusal } = hosts;

describe('a restore', () => {
  const withFile = (): { state: WasiState; fd: number } => {
    writeFileSync(at('input'), 'contents');
    const { host, caller } = start();
    const fd = caller.opened(3, 'input', 0, 0, rights.fd_read | rights.fd_seek);
    return { state: host.state(), fd };
  };

  test('wasi-grant: takes directories from its user alone, and says which is missing', () => {
    const { state } = withFile();
    expect(refusal(state, { directories: [{ name: '/other', hostPath: hosts.folder }] })).toMatchObject({
      code: 'CKPT3201',
      params: { directory: '/data' },
    });
    expect(Buffer.from(encodeWasiState(state)).includes(hosts.folder)).toBe(false);
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
    const { host, caller } = start(granted);
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

  test('wasi-early, wasi-owed: a program that sleeps is captured at once and sleeps on', () => {
    const { host, caller } = start();
    const second = 10n ** 9n;
    const before = caller.time(1);
    hosts.wanted = true;
    expect(caller.call('poll_oneoff', ...caller.subscribe({ clock: 1, timeout: 3600n * second }), 8)).toBe(0);
    expect(caller.time(1) - before).toBeLessThan(60n * second);
    const state = host.state();
    const begun = state.owed?.begun ?? 0n;
    expect(begun).toBeGreaterThanOrEqual(before);
    // Who goes on waits, and can be captured again meanwhile.
    expect(host.imports.settle()).toBe(false);
    const almost = begun + 3600n * second - second / 50n;
    const { host: other, caller: next } = again({ ...state, clocks: { ...state.clocks, monotonic: almost } });
    next.subscribe({ clock: 1, timeout: 3600n * second });
    expect(other.imports.settle()).toBe(false);
    expect(other.state().owed).toEqual(state.owed);
    hosts.wanted = false;
    expect(other.imports.settle()).toBe(true);
    expect(next.events(8)).toEqual([0n]);
    expect(next.time(1) - begun).toBeGreaterThanOrEqual(3600n * second);
    expect(other.state().owed).toBeUndefined();
  });

  test('wasi-owed: a read that cannot be made is one of no bytes', () => {
    const state = start().host.state();
    const owed = { call: 'fd_read', arguments: [0n, 0xffffffffn, 1n, 8n], begun: 0n } as const;
    const descriptors = state.descriptors.map((open) =>
      open.fd === 0 ? { ...open, object: { kind: 'input' as const, ahead: new Uint8Array(0) } } : open,
    );
    const { host } = again({ ...state, descriptors, owed });
    expect(host.imports.settle()).toBe(true);
    expect(host.state().owed).toBeUndefined();
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
