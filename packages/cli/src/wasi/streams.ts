import {
  type BigIntStats,
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  type Stats,
  writeSync,
} from 'node:fs';
import { isatty } from 'node:tty';
import { wasi } from '@bjorn3/browser_wasi_shim';
import { attemptFor, WasiError } from './errno.js';
import { filestatOf, filetypeOf } from './filestat.js';
import { type FdState, OpenFd } from './open-object.js';
import { type Alarm, LOOK_AGAIN } from './poll.js';
import { fdflags, type OpenObject, rights } from './state.js';

const shared = rights.fd_fdstat_set_flags | rights.fd_filestat_get | rights.poll_fd_readwrite;
const seekable = rights.fd_seek | rights.fd_tell;

/** Rights of a standard stream. A program takes what it can seek for no terminal. */
export function streamState(handle: number): FdState {
  const isFile = handle === 0 && fstatSync(handle).isFile();
  const own = handle === 0 ? rights.fd_read : rights.fd_write;
  return { base: shared | own | (isFile ? seekable : 0n), inheriting: 0n, flags: 0 };
}

const pause = new Int32Array(new SharedArrayBuffer(4));

/** Does an operation again while the stream, which somebody has set not to block, is not ready. */
function whenReady<Result>(operation: () => Result): Result {
  for (let milliseconds = 1; ; milliseconds = Math.min(50, 2 * milliseconds)) {
    try {
      return operation();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
    Atomics.wait(pause, 0, 0, milliseconds);
  }
}

abstract class StandardStream extends OpenFd {
  readonly handle: number;

  constructor(handle: number, state: FdState) {
    super(state);
    this.handle = handle;
  }

  filetype(): number {
    const stats: Stats = fstatSync(this.handle);
    return isatty(this.handle) ? wasi.FILETYPE_CHARACTER_DEVICE : filetypeOf(stats);
  }

  override fd_filestat_get(): { ret: number; filestat: wasi.Filestat | null } {
    return attemptFor(() => ({ filestat: filestatOf(fstatSync(this.handle, { bigint: true })) }), { filestat: null });
  }

  override fd_fdstat_set_flags(flags: number): number {
    if (((this.flags ^ flags) & ~(fdflags.append | fdflags.nonblock)) !== 0) return wasi.ERRNO_NOTSUP;
    this.flags = flags;
    return wasi.ERRNO_SUCCESS;
  }
}

/** Standard output or standard error; nothing is held back (clause wasi-output). */
export class OutputStream extends StandardStream {
  describe(): OpenObject {
    return { kind: this.handle === 1 ? 'output' : 'error' };
  }

  override fd_write(data: Uint8Array): { ret: number; nwritten: number } {
    return attemptFor(
      () => {
        if (this.lacks(rights.fd_write)) throw new WasiError(wasi.ERRNO_BADF);
        let nwritten = 0;
        while (nwritten < data.length) {
          const at = nwritten;
          nwritten += whenReady(() => writeSync(this.handle, data, at, data.length - at));
        }
        return { nwritten };
      },
      { nwritten: 0 },
    );
  }
}

/** The standard input opened a second time so that reading does not wait; undefined where the system cannot do that. */
function openWithoutWaiting(): number | undefined {
  try {
    // Only on Linux is this a description of its own, so that nobody else's input changes its ways.
    return process.platform === 'linux'
      ? openSync('/proc/self/fd/0', constants.O_RDONLY | constants.O_NONBLOCK)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Standard input that is no file: what was read is gone from it. */
export class InputStream extends StandardStream {
  /** Bytes taken from the input that the program has not read. */
  #ahead: Uint8Array;
  #hasEnded = false;
  readonly #unwaiting = openWithoutWaiting();

  constructor(state: FdState, ahead: Uint8Array = new Uint8Array(0)) {
    super(0, state);
    this.#ahead = ahead;
  }

  describe(): OpenObject {
    return { kind: 'input', ahead: this.#ahead };
  }

  /** Whether reading will not wait, as far as one can know; takes up to `size` bytes from the input to find out. */
  isReady(size: number): boolean {
    if (this.#ahead.length > 0 || this.#hasEnded || this.#unwaiting === undefined || size === 0) return true;
    const data = new Uint8Array(size);
    try {
      const read = readSync(this.#unwaiting, data, 0, size, null);
      this.#ahead = data.subarray(0, read);
      // The end of a terminal's input is one of a line, not for ever; whoever reads now gets no bytes.
      this.#hasEnded = read === 0;
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return false;
      throw error;
    }
  }

  /** Waits until reading will not wait; false when a capture is wanted before. */
  waitForInput(size: number, alarm: Alarm): boolean {
    for (let milliseconds = 1; !this.isReady(size); milliseconds = Math.min(LOOK_AGAIN, 2 * milliseconds)) {
      if (alarm.wait(milliseconds)) return false;
    }
    return true;
  }

  override fd_read(size: number): { ret: number; data: Uint8Array } {
    return attemptFor(
      () => {
        if (this.lacks(rights.fd_read)) throw new WasiError(wasi.ERRNO_BADF);
        if ((this.flags & fdflags.nonblock) !== 0 && !this.isReady(size)) throw new WasiError(wasi.ERRNO_AGAIN);
        if (this.#ahead.length > 0) {
          const data = this.#ahead.subarray(0, size);
          this.#ahead = this.#ahead.subarray(data.length);
          return { data };
        }
        const data = new Uint8Array(size);
        if (this.#hasEnded || size === 0) {
          this.#hasEnded = false;
          return { data: data.subarray(0, 0) };
        }
        return {
          data: data.subarray(
            0,
            whenReady(() => readInput(data, null)),
          ),
        };
      },
      { data: new Uint8Array(0) },
    );
  }

  override fd_close(): number {
    if (this.#unwaiting !== undefined) closeSync(this.#unwaiting);
    return wasi.ERRNO_SUCCESS;
  }
}

/** Bytes read from the standard input; Windows says the end of a pipe by an error. */
function readInput(data: Uint8Array, position: bigint | null): number {
  try {
    return readSync(0, data, 0, data.length, position);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EOF') return 0;
    throw error;
  }
}

/** Where the file that is the standard input stands; only Linux tells. */
function inputOffset(): bigint {
  try {
    return BigInt(/^pos:\s*(\d+)$/m.exec(readFileSync('/proc/self/fdinfo/0', 'utf8'))?.[1] ?? 0);
  } catch {
    return 0n;
  }
}

/** Standard input that is a file: read at an offset, so that a checkpoint knows how far. */
export class InputFile extends StandardStream {
  offset: bigint;

  constructor(state: FdState, offset = inputOffset()) {
    super(0, state);
    this.offset = offset;
  }

  describe(): OpenObject {
    return { kind: 'input-file', offset: this.offset };
  }

  override fd_read(size: number): { ret: number; data: Uint8Array } {
    const { ret, data } = this.fd_pread(size, this.offset);
    this.offset += BigInt(data.length);
    return { ret, data };
  }

  override fd_pread(size: number, offset: bigint): { ret: number; data: Uint8Array } {
    return attemptFor(
      () => {
        if (this.lacks(rights.fd_read)) throw new WasiError(wasi.ERRNO_BADF);
        const data = new Uint8Array(size);
        return { data: data.subarray(0, readInput(data, offset)) };
      },
      { data: new Uint8Array(0) },
    );
  }

  override fd_seek(offset: bigint, whence: number): { ret: number; offset: bigint } {
    const stats: BigIntStats = fstatSync(0, { bigint: true });
    const start = whence === wasi.WHENCE_CUR ? this.offset : whence === wasi.WHENCE_END ? stats.size : 0n;
    if (whence > wasi.WHENCE_END || start + offset < 0n) return { ret: wasi.ERRNO_INVAL, offset: 0n };
    this.offset = start + offset;
    return { ret: wasi.ERRNO_SUCCESS, offset: this.offset };
  }

  override fd_tell(): { ret: number; offset: bigint } {
    return { ret: wasi.ERRNO_SUCCESS, offset: this.offset };
  }
}

/** The standard input at the start of a program, or as a checkpoint has it; clause wasi-stream. */
export function standardInput(state: FdState, object: Extract<OpenObject, { kind: 'input' | 'input-file' }>): OpenFd {
  const isFile = fstatSync(0).isFile();
  if (object.kind === 'input-file') return isFile ? new InputFile(state, object.offset) : new InputStream(state);
  return isFile && object.ahead.length === 0 ? new InputFile(state) : new InputStream(state, object.ahead);
}
