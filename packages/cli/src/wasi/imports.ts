import { randomFillSync } from 'node:crypto';
import { type Fd, WASI, wasi } from '@bjorn3/browser_wasi_shim';
import type { ProgramClocks } from './clocks.js';
import { OpenHostDirectory } from './directory.js';
import { attempt, WasiError } from './errno.js';
import type { HostPlace } from './file.js';
import { link, rename, symlink } from './links.js';
import { Pointers, type ProgramMemory } from './pointers.js';
import { type Alarm, pollOneoff } from './poll.js';
import { type Deferrable, fdflags, type OwedCall, WASI_NAME } from './state.js';
import { InputStream } from './streams.js';

export type WasiFunction = (...args: never[]) => unknown;

/** What the imports of a program are made of. */
export interface ImportsOptions {
  readonly arguments: readonly string[];
  readonly environment: readonly string[];
  readonly fds: (Fd | undefined)[];
  readonly clocks: ProgramClocks;
  readonly alarm: Alarm;
  /** A call that was answered before its time. */
  readonly owed?: OwedCall | undefined;
}

/** A call by its four arguments and the reading of the monotonic clock when the program made it. */
type DeferrableFunction = (first: number, second: number, third: number, fourth: number, begun: bigint) => number;

const MAX_FDS = 4096;
const utf8 = new TextEncoder();

/**
 * The imports of WASI preview 1 over a table of fds: those of the library, and in place of some of them others.
 *
 * The library measures arguments in UTF-16, gives no number of events, waits for one clock only and burns the processor
 * meanwhile, knows neither renaming nor links of files that are not its own, reads and writes vectors piece by piece, gives
 * every file a new number, and throws strings for what it does not have.
 */
export class WasiImports {
  readonly fds: (Fd | undefined)[];
  readonly functions: Readonly<Record<string, WasiFunction>>;
  readonly #options: ImportsOptions;
  readonly #library: WASI;
  readonly #pointers = new Pointers();
  #owed: OwedCall | undefined;

  constructor(options: ImportsOptions) {
    this.fds = options.fds;
    this.#options = options;
    this.#owed = options.owed;
    // The library marks a closed fd by undefined too, though its types do not say so. Unless told otherwise it logs to the console.
    this.#library = new WASI([...options.arguments], [...options.environment], options.fds as Fd[], { debug: false });
    const all = { ...(this.#library.wasiImport as Record<string, WasiFunction>), ...this.#own() };
    this.functions = Object.fromEntries(Object.entries(all).map(([name, func]) => [name, faulting(func)]));
  }

  /** Import objects by module name, the old name among them that some compilers still use. */
  get modules(): Readonly<Record<string, Readonly<Record<string, WasiFunction>>>> {
    return { [WASI_NAME]: this.functions };
  }

  /** Gives the memory that pointers of the program point into. */
  attach(memory: ProgramMemory): void {
    this.#pointers.attach(memory);
    const library: { inst: unknown } = this.#library;
    library.inst = { exports: { memory } };
  }

  /** The call that was answered before its time. */
  get owed(): OwedCall | undefined {
    return this.#owed;
  }

  /** Does what is owed before the program goes on; false when a capture was wanted before it was done. Clause wasi-owed. */
  settle(): boolean {
    const owed = this.#owed;
    if (owed === undefined) return true;
    const [first, second, third, fourth] = owed.arguments.map(Number);
    const errno = this.#deferrable[owed.call](first ?? 0, second ?? 0, third ?? 0, fourth ?? 0, owed.begun);
    if (errno !== wasi.ERRNO_SUCCESS) this.#owed = undefined;
    return this.#owed === undefined;
  }

  /** The calls that are answered at once when a capture is wanted while they wait; clause wasi-early. */
  readonly #deferrable: Readonly<Record<Deferrable, DeferrableFunction>> = {
    fd_read: (fd, vector, count, out, begun) =>
      this.#errno(() => {
        const open = this.#fd(fd);
        const size = this.#pointers.vector(vector, count).reduce((sum, part) => sum + part.length, 0);
        const waits = open instanceof InputStream && (open.flags & fdflags.nonblock) === 0;
        if (waits && !open.waitForInput(size, this.#options.alarm)) {
          return this.#owe('fd_read', [fd, vector, count, out], begun);
        }
        this.#owed = undefined;
        // A read that fails when it is made for the second time is one of no bytes.
        this.#pointers.view().setUint32(out, 0, true);
        return this.#pointers.read(vector, count, out, (bytes) => open.fd_read(bytes));
      }),
    poll_oneoff: (input, out, count, events, begun) =>
      this.#errno(() => {
        const { clocks, alarm } = this.#options;
        const found = pollOneoff(this.#pointers.view(), { input, out, count }, begun, {
          clocks,
          alarm,
          isReady: (fd, type) => {
            const open = this.fds[fd];
            return type !== wasi.EVENTTYPE_FD_READ || !(open instanceof InputStream) || open.isReady(1);
          },
          errnoOf: (fd) => (this.fds[fd] === undefined ? wasi.ERRNO_BADF : wasi.ERRNO_SUCCESS),
        });
        if (found === undefined) return this.#owe('poll_oneoff', [input, out, count, events], begun);
        this.#owed = undefined;
        this.#pointers.view().setUint32(events, found, true);
        return wasi.ERRNO_SUCCESS;
      }),
  };

  #owe(call: Deferrable, args: readonly [number, number, number, number], begun: bigint): number {
    const [first, second, third, fourth] = args.map((argument) => BigInt(argument >>> 0));
    this.#owed = { call, arguments: [first ?? 0n, second ?? 0n, third ?? 0n, fourth ?? 0n], begun };
    return wasi.ERRNO_SUCCESS;
  }

  #fd(fd: number): Fd {
    const open = this.fds[fd];
    if (open === undefined) throw new WasiError(wasi.ERRNO_BADF);
    return open;
  }

  #place(fd: number, at: number, length: number, follow = false): HostPlace {
    const directory = this.#fd(fd);
    if (!(directory instanceof OpenHostDirectory)) throw new WasiError(wasi.ERRNO_NOTDIR);
    return directory.locate(this.#pointers.path(at, length), follow);
  }

  /** The errno that an operation ends with. */
  #errno(operation: () => number): number {
    let errno: number = wasi.ERRNO_SUCCESS;
    const failed = attempt(() => {
      errno = operation();
    });
    return failed === wasi.ERRNO_SUCCESS ? errno : failed;
  }

  #own(): Record<string, WasiFunction> {
    const { clocks } = this.#options;
    const unsupported = (): number => wasi.ERRNO_NOTSUP;
    return {
      args_sizes_get: (count: number, size: number) => this.#sizes(this.#options.arguments, count, size),
      environ_sizes_get: (count: number, size: number) => this.#sizes(this.#options.environment, count, size),
      clock_time_get: (id: number, _precision: bigint, out: number) =>
        attempt(() => this.#pointers.view().setBigUint64(out, clocks.time(id), true)),
      clock_res_get: (id: number, out: number) =>
        attempt(() => this.#pointers.view().setBigUint64(out, clocks.resolution(id), true)),
      random_get: (at: number, length: number) => attempt(() => void randomFillSync(this.#pointers.bytes(at, length))),
      fd_read: (fd: number, vector: number, count: number, out: number) =>
        this.#deferrable.fd_read(fd, vector, count, out, clocks.time(wasi.CLOCKID_MONOTONIC)),
      fd_pread: (fd: number, vector: number, count: number, offset: bigint, out: number) =>
        this.#errno(() => this.#pointers.read(vector, count, out, (size) => this.#fd(fd).fd_pread(size, offset))),
      fd_write: (fd: number, vector: number, count: number, out: number) =>
        this.#errno(() => this.#pointers.write(vector, count, out, (data) => this.#fd(fd).fd_write(data))),
      fd_pwrite: (fd: number, vector: number, count: number, offset: bigint, out: number) =>
        this.#errno(() => this.#pointers.write(vector, count, out, (data) => this.#fd(fd).fd_pwrite(data, offset))),
      fd_renumber: (from: number, to: number) => this.#errno(() => this.#renumber(from, to)),
      path_open: (...args: Parameters<WasiImports['pathOpen']>) => this.#errno(() => this.pathOpen(...args)),
      path_rename: (fd: number, at: number, length: number, newFd: number, newAt: number, newLength: number) =>
        attempt(() => rename(this.#place(fd, at, length), this.#place(newFd, newAt, newLength), this.fds)),
      path_link: (
        fd: number,
        flags: number,
        at: number,
        length: number,
        newFd: number,
        newAt: number,
        newLength: number,
      ) => attempt(() => link(this.#place(fd, at, length, flags === 1), this.#place(newFd, newAt, newLength))),
      path_symlink: (at: number, length: number, fd: number, newAt: number, newLength: number) =>
        attempt(() => symlink(this.#pointers.path(at, length), this.#place(fd, newAt, newLength))),
      poll_oneoff: (input: number, out: number, count: number, events: number) =>
        this.#deferrable.poll_oneoff(input, out, count, events, clocks.time(wasi.CLOCKID_MONOTONIC)),
      proc_raise: () => wasi.ERRNO_NOSYS,
      sched_yield: () => wasi.ERRNO_SUCCESS,
      sock_accept: unsupported,
      sock_recv: unsupported,
      sock_send: unsupported,
      sock_shutdown: unsupported,
    };
  }

  #sizes(strings: readonly string[], count: number, size: number): number {
    return attempt(() => {
      const view = this.#pointers.view();
      view.setUint32(count, strings.length, true);
      view.setUint32(
        size,
        strings.reduce((sum, string) => sum + utf8.encode(string).length + 1, 0),
        true,
      );
    });
  }

  #renumber(from: number, to: number): number {
    const moved = this.#fd(from);
    const replaced = this.#fd(to);
    if (from === to) return wasi.ERRNO_SUCCESS;
    const ret = replaced.fd_close();
    if (ret !== wasi.ERRNO_SUCCESS) return ret;
    this.fds[to] = moved;
    this.fds[from] = undefined;
    return wasi.ERRNO_SUCCESS;
  }

  /** Gives the lowest number that is free, as the program would find it on any other day. */
  pathOpen(
    fd: number,
    dirflags: number,
    at: number,
    length: number,
    oflags: number,
    base: bigint,
    inheriting: bigint,
    flags: number,
    out: number,
  ): number {
    let free = this.fds.indexOf(undefined);
    if (free < 0) free = this.fds.length;
    if (free >= MAX_FDS) return wasi.ERRNO_MFILE;
    const path = this.#pointers.path(at, length);
    const { ret, fd_obj } = this.#fd(fd).path_open(dirflags, path, oflags, base, inheriting, flags);
    if (ret !== wasi.ERRNO_SUCCESS || fd_obj === null) return ret;
    this.fds[free] = fd_obj;
    this.#pointers.view().setUint32(out, free, true);
    return wasi.ERRNO_SUCCESS;
  }
}

/** A function that takes pointers as unsigned, as JavaScript does not, and gives EFAULT for those that lead out of the memory. */
const faulting =
  (func: WasiFunction): WasiFunction =>
  (...args) => {
    try {
      return func(...(args.map((argument) => (typeof argument === 'number' ? argument >>> 0 : argument)) as never[]));
    } catch (error) {
      if (error instanceof RangeError) return wasi.ERRNO_FAULT;
      throw error;
    }
  };
