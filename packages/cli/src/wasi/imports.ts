import { randomFillSync } from 'node:crypto';
import { type Fd, WASI, wasi } from '@bjorn3/browser_wasi_shim';
import type { ProgramClocks } from './clocks.js';
import { OpenHostDirectory } from './directory.js';
import { attempt, WasiError } from './errno.js';
import type { HostPlace } from './file.js';
import { link, rename, symlink } from './links.js';
import { type Alarm, pollOneoff, waitUntil } from './poll.js';
import { WASI_NAME } from './state.js';

/** The memory of a program. */
export interface ProgramMemory {
  readonly buffer: ArrayBufferLike;
}

export type WasiFunction = (...args: never[]) => unknown;

/** What the imports of a program are made of. */
export interface ImportsOptions {
  readonly arguments: readonly string[];
  readonly environment: readonly string[];
  readonly fds: (Fd | undefined)[];
  readonly clocks: ProgramClocks;
  readonly alarm: Alarm;
  /** The reading of the monotonic clock before which the program must not go on, where a checkpoint has one. */
  readonly waitUntil?: bigint | undefined;
}

const MAX_FDS = 4096;
const utf8 = new TextEncoder();
const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

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
  #memory: ProgramMemory = { buffer: new ArrayBuffer(0) };
  #waitUntil: bigint | undefined;

  constructor(options: ImportsOptions) {
    this.fds = options.fds;
    this.#options = options;
    this.#waitUntil = options.waitUntil;
    // The library marks a closed fd by undefined too, though its types do not say so. Unless told otherwise it logs to the console.
    this.#library = new WASI([...options.arguments], [...options.environment], options.fds as Fd[], { debug: false });
    this.functions = { ...(this.#library.wasiImport as Record<string, WasiFunction>), ...this.#own() };
  }

  /** Import objects by module name, the old name among them that some compilers still use. */
  get modules(): Readonly<Record<string, Readonly<Record<string, WasiFunction>>>> {
    return { [WASI_NAME]: this.functions };
  }

  /** Gives the memory that pointers of the program point into. */
  attach(memory: ProgramMemory): void {
    this.#memory = memory;
    const library: { inst: unknown } = this.#library;
    library.inst = { exports: { memory } };
  }

  /** The reading of the monotonic clock before which the program must not go on. */
  get waitUntil(): bigint | undefined {
    return this.#waitUntil;
  }

  /** Waits until the program may go on; false when a capture was wanted before. To be called before each resumption. */
  waitToGoOn(): boolean {
    const { clocks, alarm } = this.#options;
    if (this.#waitUntil !== undefined && !waitUntil(this.#waitUntil, clocks, alarm)) return false;
    this.#waitUntil = undefined;
    return true;
  }

  #view(): DataView {
    return new DataView(this.#memory.buffer);
  }

  #bytes(at: number, length: number): Uint8Array {
    if ((at >>> 0) + (length >>> 0) > this.#memory.buffer.byteLength) throw new WasiError(wasi.ERRNO_FAULT);
    return new Uint8Array(this.#memory.buffer, at >>> 0, length >>> 0);
  }

  #fd(fd: number): Fd {
    const open = this.fds[fd];
    if (open === undefined) throw new WasiError(wasi.ERRNO_BADF);
    return open;
  }

  #path(at: number, length: number): string {
    try {
      return text.decode(this.#bytes(at, length).slice());
    } catch (error) {
      if (error instanceof WasiError) throw error;
      throw new WasiError(wasi.ERRNO_ILSEQ);
    }
  }

  #place(fd: number, at: number, length: number, follow = false): HostPlace {
    const directory = this.#fd(fd);
    if (!(directory instanceof OpenHostDirectory)) throw new WasiError(wasi.ERRNO_NOTDIR);
    return directory.locate(this.#path(at, length), follow);
  }

  /** The parts of memory that a vector of buffers names. */
  #vector(at: number, count: number): Uint8Array[] {
    const view = this.#view();
    return Array.from({ length: count }, (_, index) =>
      this.#bytes(view.getUint32(at + 8 * index, true), view.getUint32(at + 8 * index + 4, true)),
    );
  }

  /** Fills a vector by one operation. */
  #read(vector: number, count: number, out: number, read: (size: number) => { ret: number; data: Uint8Array }): number {
    const parts = this.#vector(vector, count);
    const { ret, data } = read(parts.reduce((size, part) => size + part.length, 0));
    let at = 0;
    for (const part of parts) {
      part.set(data.subarray(at, at + part.length));
      at += part.length;
    }
    if (ret === wasi.ERRNO_SUCCESS) this.#view().setUint32(out, data.length, true);
    return ret;
  }

  /** Writes a vector by one operation. */
  #write(
    vector: number,
    count: number,
    out: number,
    write: (data: Uint8Array) => { ret: number; nwritten: number },
  ): number {
    const { ret, nwritten } = write(Buffer.concat(this.#vector(vector, count)));
    if (ret === wasi.ERRNO_SUCCESS) this.#view().setUint32(out, nwritten, true);
    return ret;
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
    const { clocks, alarm } = this.#options;
    const unsupported = (): number => wasi.ERRNO_NOTSUP;
    return {
      args_sizes_get: (count: number, size: number) => this.#sizes(this.#options.arguments, count, size),
      environ_sizes_get: (count: number, size: number) => this.#sizes(this.#options.environment, count, size),
      clock_time_get: (id: number, _precision: bigint, out: number) =>
        attempt(() => this.#view().setBigUint64(out, clocks.time(id), true)),
      clock_res_get: (id: number, out: number) =>
        attempt(() => this.#view().setBigUint64(out, clocks.resolution(id), true)),
      random_get: (at: number, length: number) => attempt(() => void randomFillSync(this.#bytes(at, length))),
      fd_read: (fd: number, vector: number, count: number, out: number) =>
        this.#errno(() => this.#read(vector, count, out, (size) => this.#fd(fd).fd_read(size))),
      fd_pread: (fd: number, vector: number, count: number, offset: bigint, out: number) =>
        this.#errno(() => this.#read(vector, count, out, (size) => this.#fd(fd).fd_pread(size, offset))),
      fd_write: (fd: number, vector: number, count: number, out: number) =>
        this.#errno(() => this.#write(vector, count, out, (data) => this.#fd(fd).fd_write(data))),
      fd_pwrite: (fd: number, vector: number, count: number, offset: bigint, out: number) =>
        this.#errno(() => this.#write(vector, count, out, (data) => this.#fd(fd).fd_pwrite(data, offset))),
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
        attempt(() => symlink(this.#path(at, length), this.#place(fd, newAt, newLength))),
      poll_oneoff: (input: number, out: number, count: number, events: number) =>
        attempt(() => {
          const errnoOfFd = (fd: number): number => (this.fds[fd] === undefined ? wasi.ERRNO_BADF : wasi.ERRNO_SUCCESS);
          const answer = pollOneoff(this.#view(), { input, out, count }, clocks, errnoOfFd, alarm);
          this.#waitUntil = answer.until;
          this.#view().setUint32(events, answer.events, true);
        }),
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
      const view = this.#view();
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
    const path = this.#path(at, length);
    const { ret, fd_obj } = this.#fd(fd).path_open(dirflags, path, oflags, base, inheriting, flags);
    if (ret !== wasi.ERRNO_SUCCESS || fd_obj === null) return ret;
    this.fds[free] = fd_obj;
    this.#view().setUint32(out, free, true);
    return wasi.ERRNO_SUCCESS;
  }
}
