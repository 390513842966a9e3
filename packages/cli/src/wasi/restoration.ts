import { type BigIntStats, closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Fd, wasi } from '@bjorn3/browser_wasi_shim';
import type { Diagnostic } from '@wasm-checkpoint/bytes';
import { fault } from '@wasm-checkpoint/format';
import { systemReason } from '../files.js';
import { OpenHostDirectory, openFile } from './directory.js';
import { WasiError } from './errno.js';
import { accessMode, type HostPlace, OpenHostFile } from './file.js';
import { filestatOf } from './filestat.js';
import { type Grant, realDirectory } from './grants.js';
import { innerPath } from './inner-path.js';
import type { Descriptor, OpenObject, Place, WasiState } from './state.js';
import { OutputStream, standardInput } from './streams.js';

/** What to do about files that have changed: refuse, take them as they are, or cut those that are written to their old size. */
export type ChangedFiles = 'refuse' | 'take' | 'cut';

type Of<Kind extends OpenObject['kind']> = Extract<OpenObject, { kind: Kind }>;

/** Opens again what a checkpoint says was open; everything or nothing (clause exec-restore-atomic). */
export class Restoration {
  readonly #state: WasiState;
  readonly #grants: ReadonlyMap<string, Grant>;
  readonly #changed: ChangedFiles;
  readonly #cuts: (() => void)[] = [];

  constructor(state: WasiState, grants: readonly Grant[], changed: ChangedFiles) {
    this.#state = state;
    this.#grants = new Map(grants.map((grant) => [grant.name, grant]));
    this.#changed = changed;
  }

  /** The table of fds, by number; throws CKPT3201 to CKPT3203. */
  open(): (Fd | undefined)[] {
    for (const name of this.#state.directories) {
      // clause: wasi-grant
      if (!this.#grants.has(name)) throw fault('CKPT3201', { directory: name }, 0);
    }
    const fds: (Fd | undefined)[] = [];
    try {
      for (const descriptor of this.#state.descriptors) {
        while (fds.length < descriptor.fd) fds.push(undefined);
        fds.push(this.#open(descriptor));
      }
      for (const cut of this.#cuts) cut();
      return fds;
    } catch (error) {
      for (const fd of fds) fd?.fd_close();
      throw error;
    }
  }

  #open({ fd, object, ...state }: Descriptor): Fd {
    switch (object.kind) {
      case 'input':
      case 'input-file':
        return standardInput(state, object);
      case 'output':
        return new OutputStream(1, state);
      case 'error':
        return new OutputStream(2, state);
      case 'directory':
        return this.#directory(fd, object, state);
      case 'file':
        return this.#file(fd, object, state);
      case 'unnamed':
        return unnamedFile(object, state);
    }
  }

  /** Where a place is on this host; an error that names it when its path leads out. */
  #locate(fd: number, { directory, path }: Place): HostPlace {
    const name = this.#state.directories[directory] ?? '';
    const root = realDirectory(this.#grants.get(name) ?? { name, hostPath: '' });
    if (path === '') return { directory: name, path, hostPath: root };
    const inner = this.#trying(fd, { directory, path }, () => innerPath(root, path, true)); // clause: wasi-inside
    return { directory: name, path, hostPath: join(root, ...inner) };
  }

  #trying<Result>(fd: number, { directory, path }: Place, operation: () => Result): Result {
    try {
      return operation();
    } catch (error) {
      const reason = error instanceof WasiError ? errnoReason(error.errno) : systemReason(error);
      const params = { fd, path: shownPath(path), directory: this.#state.directories[directory] ?? '', reason };
      throw fault('CKPT3202', params, 0); // clause: wasi-missing
    }
  }

  #changedFault(fd: number, { directory, path }: Place, what: string): Diagnostic {
    const params = { fd, path: shownPath(path), directory: this.#state.directories[directory] ?? '', what };
    return fault('CKPT3203', params, 0);
  }

  #directory(fd: number, object: Of<'directory'>, state: Omit<Descriptor, 'fd' | 'object'>): Fd {
    const place = this.#locate(fd, object.place);
    const stats = this.#trying(fd, object.place, () => statSync(place.hostPath));
    // clause: wasi-changed
    if (!stats.isDirectory()) throw this.#changedFault(fd, object.place, 'it is no directory');
    return new OpenHostDirectory(place, state, object.preopened, object.listing);
  }

  #file(fd: number, object: Of<'file'>, state: Omit<Descriptor, 'fd' | 'object'>): Fd {
    const place = this.#locate(fd, object.place);
    const stats = this.#trying(fd, object.place, () => statSync(place.hostPath, { bigint: true }));
    this.#compare(fd, object, stats);
    const opened = this.#trying(fd, object.place, () => openFile(place, state.base, 0, state.flags));
    opened.inheriting = state.inheriting;
    opened.offset = object.offset;
    const { seen } = object;
    if (this.#changed === 'cut' && seen !== undefined && accessMode(state.base) !== 0 && stats.size > seen.size) {
      this.#cuts.push(() => opened.cut(seen.size));
    }
    return opened;
  }

  /** Throws CKPT3203 for a file that is not as it was; clause wasi-changed. */
  #compare(fd: number, { place, seen }: Of<'file'>, stats: BigIntStats): void {
    // clause: wasi-changed
    if (stats.isFile() !== (seen !== undefined)) {
      throw this.#changedFault(fd, place, stats.isFile() ? 'it is a regular file' : 'it is no regular file');
    }
    if (seen === undefined || this.#changed !== 'refuse') return;
    if (stats.size !== seen.size) {
      throw this.#changedFault(fd, place, `it has ${stats.size} bytes and had ${seen.size}`);
    }
    const { mtim } = filestatOf(stats);
    if (mtim !== seen.modified) {
      throw this.#changedFault(
        fd,
        place,
        `it was written at ${timeText(mtim)} and before at ${timeText(seen.modified)}`,
      );
    }
  }
}

/** A new file without a name that holds what the old one held; clause wasi-unnamed. */
function unnamedFile({ contents, offset }: Of<'unnamed'>, state: Omit<Descriptor, 'fd' | 'object'>): Fd {
  const folder = mkdtempSync(join(tmpdir(), 'ckpt-'));
  try {
    const handle = openSync(join(folder, 'unnamed'), 'wx+', 0o600);
    try {
      for (let at = 0; at < contents.length; ) at += writeSync(handle, contents, at, contents.length - at, at);
      return new OpenHostFile(handle, undefined, state, offset);
    } catch (error) {
      closeSync(handle);
      throw error;
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const shownPath = (path: string): string => (path === '' ? 'the directory itself' : path);

/** A time in nanoseconds since 1970, to the nanosecond. */
function timeText(nanoseconds: bigint): string {
  const seconds = new Date(Number(nanoseconds / 1_000_000n));
  if (Number.isNaN(seconds.getTime())) return `${nanoseconds} ns`;
  return seconds.toISOString().replace(/\.\d+Z$/, `.${(nanoseconds % 1_000_000_000n).toString().padStart(9, '0')}Z`);
}

const errnoReasons: ReadonlyMap<number, string> = new Map([
  [wasi.ERRNO_NOTCAPABLE, 'the path leads out of the directory'],
  [wasi.ERRNO_NOENT, 'no such file or directory'],
  [wasi.ERRNO_LOOP, 'too many symbolic links'],
]);

const errnoReason = (errno: number): string => errnoReasons.get(errno) ?? `errno ${errno}`;
