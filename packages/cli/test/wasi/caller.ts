import type { WasiHost } from '@wasm-checkpoint/cli';

const utf8 = new TextEncoder();
const text = new TextDecoder();
const ALL = (1n << 30n) - 1n;
const OUT = 8;
const STRING = 4096;
const BUFFER = 16384;

/** Oflags of `path_open`. */
export const oflags = { creat: 1, directory: 2, excl: 4, trunc: 8 } as const;

/** What an operation gave: an errno, or what it is for. */
export type Given<Value> = { readonly errno: number } | { readonly value: Value };

export interface ClockSubscription {
  readonly clock: number;
  readonly timeout: bigint;
  readonly absolute?: boolean;
}

/** A program that calls a host of WASI through a memory, as a compiled one would. */
export class Caller {
  readonly #host: WasiHost;
  readonly #memory = new Uint8Array(65536);
  readonly #view = new DataView(this.#memory.buffer);

  constructor(host: WasiHost) {
    this.#host = host;
    host.imports.attach({ buffer: this.#memory.buffer });
  }

  call(name: string, ...args: readonly (number | bigint)[]): number {
    const imported = this.#host.imports.functions[name] as ((...args: readonly unknown[]) => number) | undefined;
    if (imported === undefined) throw new Error(`no function ${name}`);
    return imported(...args);
  }

  /** What `value` reads when the call succeeds. */
  #give<Value>(errno: number, value: () => Value): Given<Value> {
    return errno === 0 ? { value: value() } : { errno };
  }

  #string(string: string, at = STRING): readonly [number, number] {
    const bytes = utf8.encode(string);
    this.#memory.set(bytes, at);
    return [at, bytes.length];
  }

  open(fd: number, path: string, how = 0, flags = 0, base = ALL): Given<number> {
    const errno = this.call('path_open', fd, 1, ...this.#string(path), how, base, ALL, flags, OUT);
    return this.#give(errno, () => this.#view.getUint32(OUT, true));
  }

  /** The fd of a file that can be opened. */
  opened(fd: number, path: string, how = 0, flags = 0, base = ALL): number {
    const given = this.open(fd, path, how, flags, base);
    if ('errno' in given) throw new Error(`cannot open ${path}: errno ${given.errno}`);
    return given.value;
  }

  #vector(size: number): readonly [number, number, number] {
    this.#view.setUint32(64, BUFFER, true);
    this.#view.setUint32(68, size, true);
    return [64, 1, OUT];
  }

  read(fd: number, size: number): Given<string> {
    const errno = this.call('fd_read', fd, ...this.#vector(size));
    const length = (): number => this.#view.getUint32(OUT, true);
    return this.#give(errno, () => text.decode(this.#memory.slice(BUFFER, BUFFER + length())));
  }

  write(fd: number, string: string): Given<number> {
    const [, size] = this.#string(string, BUFFER);
    return this.#give(this.call('fd_write', fd, ...this.#vector(size)), () => this.#view.getUint32(OUT, true));
  }

  tell(fd: number): Given<bigint> {
    return this.#give(this.call('fd_tell', fd, OUT), () => this.#view.getBigUint64(OUT, true));
  }

  seek(fd: number, offset: bigint, whence: number): Given<bigint> {
    return this.#give(this.call('fd_seek', fd, offset, whence, OUT), () => this.#view.getBigUint64(OUT, true));
  }

  time(clock: number): bigint {
    this.call('clock_time_get', clock, 1n, OUT);
    return this.#view.getBigUint64(OUT, true);
  }

  /** An operation on one or two paths: fd and path each. */
  paths(name: string, ...places: readonly (readonly [number, string])[]): number {
    const args = places.flatMap(([fd, path], index) => [fd, ...this.#string(path, STRING + 1024 * index)]);
    return this.call(name, ...args);
  }

  symlink(target: string, fd: number, path: string): number {
    return this.call('path_symlink', ...this.#string(target), fd, ...this.#string(path, STRING + 1024));
  }

  /** Filetype, size and times of a path. */
  stat(fd: number, path: string): Given<{ filetype: number; size: bigint; mtim: bigint }> {
    const errno = this.call('path_filestat_get', fd, 1, ...this.#string(path), 128);
    return this.#give(errno, () => ({
      filetype: this.#view.getUint8(144),
      size: this.#view.getBigUint64(160, true),
      mtim: this.#view.getBigUint64(176, true),
    }));
  }

  /** Names and next cookies of the entries behind a cookie, as many as `size` bytes hold. */
  list(fd: number, cookie: bigint, size = 4096): Given<(readonly [string, bigint])[]> {
    const errno = this.call('fd_readdir', fd, BUFFER, size, cookie, OUT);
    return this.#give(errno, () => {
      const entries: (readonly [string, bigint])[] = [];
      const end = BUFFER + this.#view.getUint32(OUT, true);
      for (let at = BUFFER; at + 24 <= end; ) {
        const length = this.#view.getUint32(at + 16, true);
        if (at + 24 + length > end) break;
        const name = text.decode(this.#memory.slice(at + 24, at + 24 + length));
        entries.push([name, this.#view.getBigUint64(at, true)]);
        at += 24 + length;
      }
      return entries;
    });
  }

  /** Writes clock subscriptions, whose userdata count from 0; gives the first three arguments of `poll_oneoff`. */
  subscribe(...clocks: readonly ClockSubscription[]): readonly [number, number, number] {
    for (const [index, { clock, timeout, absolute }] of clocks.entries()) {
      const at = 1024 + 48 * index;
      this.#memory.fill(0, at, at + 48);
      this.#view.setBigUint64(at, BigInt(index), true);
      this.#view.setUint32(at + 16, clock, true);
      this.#view.setBigUint64(at + 24, timeout, true);
      this.#view.setUint16(at + 40, absolute === true ? 1 : 0, true);
    }
    return [1024, 2048, clocks.length];
  }

  /** The userdata of the events, as many as stands at an address. */
  events(count: number): bigint[] {
    return Array.from({ length: this.#view.getUint32(count, true) }, (_, index) =>
      this.#view.getBigUint64(2048 + 32 * index, true),
    );
  }

  /** `poll_oneoff` with one clock subscription each. */
  poll(...clocks: readonly ClockSubscription[]): Given<bigint[]> {
    return this.#give(this.call('poll_oneoff', ...this.subscribe(...clocks), OUT), () => this.events(OUT));
  }
}
