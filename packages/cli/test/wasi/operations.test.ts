import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { rights } from '@wasm-checkpoint/cli';
import { Hosts } from './hosts.js';

const { at, start } = new Hosts();

describe('operations', () => {
  test('lead out of no directory (wasi-inside)', () => {
    mkdirSync(at('granted'));
    writeFileSync(at('secret'), 'secret');
    symlinkSync('../secret', at('granted', 'link'));
    symlinkSync(at('secret'), at('granted', 'absolute'));
    symlinkSync('loop', at('granted', 'loop'));
    const { caller } = start([{ name: '.', hostPath: at('granted') }]);
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

  test('print nothing that the program does not', () => {
    symlinkSync('target', at('link'));
    const { caller } = start();
    const { log } = console;
    const logged: unknown[] = [];
    console.log = (...args: unknown[]) => void logged.push(args);
    try {
      caller.call('args_sizes_get', 8, 12);
      caller.call('args_get', 1024, 2048);
      expect(caller.paths('path_readlink', [3, 'link'])).toBe(0);
    } finally {
      console.log = log;
    }
    expect(logged).toEqual([]);
  });

  test('give EFAULT for pointers that lead out of the memory', () => {
    const { caller } = start();
    expect(caller.call('fd_write', 1, 65534, 1, 8)).toBe(21);
    expect(caller.call('fd_write', 1, -8, 1, 8)).toBe(21);
    expect(caller.call('args_get', 65533, 0)).toBe(21);
    expect(caller.call('path_open', 3, 0, 65000, 4096, 0, 0n, 0n, 0, 8)).toBe(21);
    expect(caller.call('clock_time_get', 1, 0n, 65530)).toBe(21);
    expect(caller.call('poll_oneoff', 65500, 0, 1, 8)).toBe(21);
  });

  test('say what they do not have', () => {
    const { caller } = start();
    expect(caller.call('sock_recv', 3, 0, 0, 0, 0, 0)).toBe(58);
    expect(caller.call('proc_raise', 6)).toBe(52);
  });
});
