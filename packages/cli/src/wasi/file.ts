import {
  type BigIntStats,
  closeSync,
  constants,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  futimesSync,
  readSync,
  statSync,
  writeSync,
} from 'node:fs';
import { wasi } from '@bjorn3/browser_wasi_shim';
import { attempt, attemptFor, WasiError } from './errno.js';
import { filestatOf, filetypeOf, isSameObject, newTimes, openFlag } from './filestat.js';
import { type FdState, OpenFd, Undescribed } from './open-object.js';
import { fdflags, type OpenObject, rights } from './state.js';

const noData = { data: new Uint8Array(0) };
const nothing = { nwritten: 0 };
/** No file is longer for Node, which takes positions as numbers. */
const MAX_OFFSET = BigInt(Number.MAX_SAFE_INTEGER);

/** Where a file of the host stands: under a directory that was preopened by a name, and on the host. */
export interface HostPlace {
  readonly directory: string;
  readonly path: string;
  readonly hostPath: string;
}

/** Rights with which a file is opened for writing; clause wasi-open. */
const writing = rights.fd_write | rights.fd_allocate | rights.fd_datasync | rights.fd_filestat_set_size;

/** The access mode of an open call for rights of WASI. */
export function accessMode(base: bigint): number {
  const writes = (base & writing) !== 0n;
  const reads = (base & (rights.fd_read | rights.fd_readdir)) !== 0n;
  return writes ? (reads ? constants.O_RDWR : constants.O_WRONLY) : constants.O_RDONLY;
}

/** The flags of an open call for fdflags of WASI. Appending is done by this host, so that its flag can be set and cleared. */
export function syncFlags(flags: number): number {
  if ((flags & (fdflags.sync | fdflags.rsync)) !== 0) return openFlag('O_SYNC');
  return (flags & fdflags.dsync) !== 0 ? openFlag('O_DSYNC') : 0;
}

/** An open file that keeps its offset itself, so that it can be read and set. */
export class OpenHostFile extends OpenFd {
  /** Undefined once it has no name that this host knows. */
  place: HostPlace | undefined;
  offset: bigint;
  readonly #handle: number;
  readonly #isSeekable: boolean;
  readonly #filetype: number;

  constructor(handle: number, place: HostPlace | undefined, state: FdState, offset = 0n) {
    super(state);
    const stats = fstatSync(handle);
    this.place = place;
    this.offset = offset;
    this.#handle = handle;
    this.#filetype = filetypeOf(stats);
    this.#isSeekable = stats.isFile() || stats.isBlockDevice();
  }

  filetype(): number {
    return this.#filetype;
  }

  stats(): BigIntStats {
    return fstatSync(this.#handle, { bigint: true });
  }

  describe(directoryOf: (name: string) => number): OpenObject {
    const stats = this.stats();
    const { place, offset } = this;
    const there = place === undefined ? undefined : statSync(place.hostPath, { bigint: true, throwIfNoEntry: false });
    if (place !== undefined && there !== undefined && isSameObject(stats, there)) {
      const seen = stats.isFile() ? { seen: { size: stats.size, modified: filestatOf(stats).mtim } } : {};
      return { kind: 'file', place: { directory: directoryOf(place.directory), path: place.path }, offset, ...seen };
    }
    if (!stats.isFile()) throw new Undescribed('it is no regular file and its name is gone');
    if (stats.nlink === 0n) return { kind: 'unnamed', contents: this.#contents(Number(stats.size)), offset }; // clause: wasi-unnamed
    const name = place === undefined ? 'it was opened without a name' : `${place.path} is another file now`;
    throw new Undescribed(`${name}, and it has a name that is not known`);
  }

  #contents(size: number): Uint8Array {
    const contents = new Uint8Array(size);
    let at = 0;
    for (let read = -1; read !== 0 && at < size; at += read) read = readSync(this.#handle, contents, at, size - at, at);
    return contents.subarray(0, at);
  }

  override fd_read(size: number): { ret: number; data: Uint8Array } {
    return attemptFor(() => {
      const data = this.#read(size, this.offset);
      if (this.#isSeekable) this.offset += BigInt(data.length);
      return { data };
    }, noData);
  }

  override fd_pread(size: number, offset: bigint): { ret: number; data: Uint8Array } {
    return attemptFor(() => ({ data: this.#read(size, this.#seekable(offset)) }), noData);
  }

  #read(size: number, offset: bigint): Uint8Array {
    if (this.lacks(rights.fd_read)) throw new WasiError(wasi.ERRNO_BADF);
    const data = new Uint8Array(size);
    return data.subarray(0, readSync(this.#handle, data, 0, size, this.#isSeekable ? offset : null));
  }

  override fd_write(data: Uint8Array): { ret: number; nwritten: number } {
    return attemptFor(() => {
      const appends = this.#isSeekable && (this.flags & fdflags.append) !== 0;
      if (appends) this.offset = this.stats().size;
      const nwritten = this.#write(data, this.offset);
      if (this.#isSeekable) this.offset += BigInt(nwritten);
      return { nwritten };
    }, nothing);
  }

  override fd_pwrite(data: Uint8Array, offset: bigint): { ret: number; nwritten: number } {
    return attemptFor(() => ({ nwritten: this.#write(data, this.#seekable(offset)) }), nothing);
  }

  #write(data: Uint8Array, offset: bigint): number {
    if (this.lacks(rights.fd_write)) throw new WasiError(wasi.ERRNO_BADF);
    if (offset > MAX_OFFSET) throw new WasiError(wasi.ERRNO_FBIG);
    return writeSync(this.#handle, data, 0, data.length, this.#isSeekable ? Number(offset) : null);
  }

  #seekable(offset: bigint): bigint {
    if (!this.#isSeekable) throw new WasiError(wasi.ERRNO_SPIPE);
    if (offset < 0n || offset > MAX_OFFSET) throw new WasiError(wasi.ERRNO_INVAL);
    return offset;
  }

  override fd_seek(offset: bigint, whence: number): { ret: number; offset: bigint } {
    return attemptFor(
      () => {
        const start = whence === wasi.WHENCE_CUR ? this.offset : whence === wasi.WHENCE_END ? this.stats().size : 0n;
        if (whence > wasi.WHENCE_END) throw new WasiError(wasi.ERRNO_INVAL);
        this.offset = this.#seekable(start + offset);
        return { offset: this.offset };
      },
      { offset: 0n },
    );
  }

  override fd_tell(): { ret: number; offset: bigint } {
    return attemptFor(() => ({ offset: this.#seekable(this.offset) }), { offset: 0n });
  }

  override fd_fdstat_set_flags(flags: number): number {
    const changed = this.flags ^ flags;
    // The others would take opening the file again.
    if ((changed & ~(fdflags.append | fdflags.nonblock)) !== 0) return wasi.ERRNO_NOTSUP;
    this.flags = flags;
    return wasi.ERRNO_SUCCESS;
  }

  override fd_filestat_get(): { ret: number; filestat: wasi.Filestat | null } {
    return attemptFor(() => ({ filestat: filestatOf(this.stats()) }), { filestat: null });
  }

  override fd_filestat_set_size(size: bigint): number {
    return attempt(() => {
      if (this.lacks(rights.fd_filestat_set_size)) throw new WasiError(wasi.ERRNO_BADF);
      ftruncateSync(this.#handle, Number(this.#seekable(size)));
    });
  }

  override fd_filestat_set_times(atim: bigint, mtim: bigint, flags: number): number {
    return attempt(() => futimesSync(this.#handle, ...newTimes(this.stats(), atim, mtim, flags)));
  }

  override fd_allocate(offset: bigint, length: bigint): number {
    return attempt(() => {
      const end = this.#seekable(this.#seekable(offset) + length);
      if (this.stats().size < end) ftruncateSync(this.#handle, Number(end));
    });
  }

  override fd_sync(): number {
    return attempt(() => (this.lacks(rights.fd_sync) ? fdatasyncSync(this.#handle) : fsyncSync(this.#handle)));
  }

  /** Cuts the file to a size. */
  cut(size: bigint): void {
    ftruncateSync(this.#handle, Number(size));
  }

  override fd_close(): number {
    return attempt(() => closeSync(this.#handle));
  }
}
