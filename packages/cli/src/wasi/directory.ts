import {
  constants,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  rmdirSync,
  statSync,
  unlinkSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Fd, wasi } from '@bjorn3/browser_wasi_shim';
import { attempt, attemptFor, WasiError } from './errno.js';
import { accessMode, type HostPlace, OpenHostFile, syncFlags } from './file.js';
import { filestatOf, filetypeOf, newTimes, openFlag } from './filestat.js';
import { innerPath } from './inner-path.js';
import { type FdState, OpenFd, Undescribed } from './open-object.js';
import { ALL_FDFLAGS, ALL_RIGHTS, fdflags, type ListingEntry, type OpenObject, rights } from './state.js';

const FOLLOW = 1;

/** Rights that make sense for a directory, and those for a file. */
const directoryRights =
  rights.fd_fdstat_set_flags |
  rights.fd_sync |
  rights.fd_advise |
  rights.path_create_directory |
  rights.path_create_file |
  rights.path_link_source |
  rights.path_link_target |
  rights.path_open |
  rights.fd_readdir |
  rights.path_readlink |
  rights.path_rename_source |
  rights.path_rename_target |
  rights.path_filestat_get |
  rights.path_filestat_set_size |
  rights.path_filestat_set_times |
  rights.fd_filestat_get |
  rights.fd_filestat_set_times |
  rights.path_symlink |
  rights.path_remove_directory |
  rights.path_unlink_file;
const fileRights =
  rights.fd_datasync |
  rights.fd_read |
  rights.fd_seek |
  rights.fd_fdstat_set_flags |
  rights.fd_sync |
  rights.fd_tell |
  rights.fd_write |
  rights.fd_advise |
  rights.fd_allocate |
  rights.fd_filestat_get |
  rights.fd_filestat_set_size |
  rights.fd_filestat_set_times |
  rights.poll_fd_readwrite;

/** What a preopened directory may do and hand on: everything. */
export const preopenState: FdState = { base: directoryRights, inheriting: directoryRights | fileRights, flags: 0 };

/** An open directory of the host, by its path there. */
export class OpenHostDirectory extends OpenFd {
  place: HostPlace;
  readonly #preopened: boolean;
  #listing: readonly ListingEntry[];

  constructor(place: HostPlace, state: FdState, preopened: boolean, listing: readonly ListingEntry[] = []) {
    super(state);
    this.place = place;
    this.#preopened = preopened;
    this.#listing = listing;
  }

  filetype(): number {
    return wasi.FILETYPE_DIRECTORY;
  }

  describe(directoryOf: (name: string) => number): OpenObject {
    const { directory, path, hostPath } = this.place;
    if (statSync(hostPath, { throwIfNoEntry: false })?.isDirectory() !== true) {
      throw new Undescribed(`the directory ${path === '' ? directory : path} is gone`);
    }
    return {
      kind: 'directory',
      place: { directory: directoryOf(directory), path },
      preopened: this.#preopened,
      listing: this.#listing,
    };
  }

  override fd_prestat_get(): { ret: number; prestat: wasi.Prestat | null } {
    if (!this.#preopened) return { ret: wasi.ERRNO_BADF, prestat: null };
    return { ret: wasi.ERRNO_SUCCESS, prestat: wasi.Prestat.dir(this.place.directory) };
  }

  override fd_filestat_get(): { ret: number; filestat: wasi.Filestat | null } {
    return attemptFor(() => ({ filestat: filestatOf(statSync(this.place.hostPath, { bigint: true })) }), {
      filestat: null,
    });
  }

  override fd_filestat_set_times(atim: bigint, mtim: bigint, flags: number): number {
    return attempt(() => setTimes(this.place.hostPath, atim, mtim, flags));
  }

  override fd_fdstat_set_flags(flags: number): number {
    return flags === this.flags ? wasi.ERRNO_SUCCESS : wasi.ERRNO_NOTSUP;
  }

  /** Entries keep their cookies when the listing is begun anew, so that no cookie ever means another entry. */
  override fd_readdir_single(cookie: bigint): { ret: number; dirent: wasi.Dirent | null } {
    return attemptFor(
      () => {
        if (cookie === 0n) this.#list();
        const position = cookie === 0n ? 0 : this.#listing.findIndex((entry) => entry.cookie === cookie) + 1;
        if (cookie !== 0n && position === 0) throw new WasiError(wasi.ERRNO_INVAL);
        for (const entry of this.#listing.slice(position)) {
          const stats = lstatSync(join(this.place.hostPath, entry.name), { bigint: true, throwIfNoEntry: false });
          if (stats === undefined) continue; // It has gone since; clause wasi-listing.
          const type = filetypeOf(lstatSync(join(this.place.hostPath, entry.name)));
          return { dirent: new wasi.Dirent(entry.cookie, stats.ino, entry.name, type) };
        }
        return { dirent: null };
      },
      { dirent: null },
    );
  }

  #list(): void {
    const known = new Map(this.#listing.map(({ name, cookie }) => [name, cookie]));
    let last = 0n;
    for (const { cookie } of this.#listing) if (cookie > last) last = cookie;
    const names = ['.', '..', ...readdirSync(this.place.hostPath)];
    this.#listing = names.map((name) => {
      const cookie = known.get(name);
      if (cookie !== undefined) return { cookie, name };
      last += 1n;
      return { cookie: last, name };
    });
  }

  /** A path of the program as a place of the host; throws ENOTCAPABLE for one that leads out. */
  locate(path: string, follow = false): HostPlace {
    const inner = innerPath(this.place.hostPath, path, follow);
    const { directory, path: own, hostPath } = this.place;
    return {
      directory,
      path: [...(own === '' ? [] : [own]), ...inner].join('/'),
      hostPath: join(hostPath, ...inner),
    };
  }

  override path_open(
    dirflags: number,
    path: string,
    oflags: number,
    base: bigint,
    inheriting: bigint,
    flags: number,
  ): { ret: number; fd_obj: Fd | null } {
    return attemptFor(() => ({ fd_obj: this.#open(dirflags, path, oflags, base, inheriting, flags) }), {
      fd_obj: null,
    });
  }

  #open(dirflags: number, path: string, oflags: number, base: bigint, inheriting: bigint, flags: number): OpenFd {
    if ((flags & ~ALL_FDFLAGS) !== 0) throw new WasiError(wasi.ERRNO_INVAL);
    const place = this.locate(path, (dirflags & FOLLOW) !== 0);
    const granted = base & this.inheriting & ALL_RIGHTS;
    const stats = lstatSync(place.hostPath, { throwIfNoEntry: false });
    const wantsDirectory = (oflags & wasi.OFLAGS_DIRECTORY) !== 0 || path.endsWith('/');
    if (stats?.isDirectory() === true) {
      if ((oflags & wasi.OFLAGS_CREAT) !== 0 && (oflags & wasi.OFLAGS_EXCL) !== 0)
        throw new WasiError(wasi.ERRNO_EXIST);
      const writes = (accessMode(granted) & (constants.O_RDWR | constants.O_WRONLY)) !== 0;
      // A program that asks for all rights wants what there is; one that asks to write a file has met a directory.
      if ((oflags & wasi.OFLAGS_TRUNC) !== 0 || (writes && !wantsDirectory)) throw new WasiError(wasi.ERRNO_ISDIR);
      const state = { base: granted & directoryRights, inheriting: inheriting & this.inheriting & ALL_RIGHTS, flags };
      return new OpenHostDirectory(place, state, false);
    }
    if (wantsDirectory) throw new WasiError(stats === undefined ? wasi.ERRNO_NOENT : wasi.ERRNO_NOTDIR);
    if (stats?.isSymbolicLink() === true) throw new WasiError(wasi.ERRNO_LOOP);
    return openFile(place, granted & fileRights, oflags, flags);
  }

  override path_create_directory(path: string): number {
    return attempt(() => mkdirSync(this.locate(path).hostPath));
  }

  override path_remove_directory(path: string): number {
    return attempt(() => rmdirSync(this.locate(path).hostPath));
  }

  override path_unlink_file(path: string): number {
    return attempt(() => {
      const { hostPath } = this.locate(path);
      if (lstatSync(hostPath).isDirectory()) throw new WasiError(wasi.ERRNO_ISDIR);
      unlinkSync(hostPath);
    });
  }

  override path_filestat_get(flags: number, path: string): { ret: number; filestat: wasi.Filestat | null } {
    return attemptFor(
      () => {
        const { hostPath } = this.locate(path, (flags & FOLLOW) !== 0);
        return { filestat: filestatOf(lstatSync(hostPath, { bigint: true })) };
      },
      { filestat: null },
    );
  }

  override path_filestat_set_times(flags: number, path: string, atim: bigint, mtim: bigint, fstflags: number): number {
    return attempt(() => setTimes(this.locate(path, (flags & FOLLOW) !== 0).hostPath, atim, mtim, fstflags));
  }

  override path_readlink(path: string): { ret: number; data: string | null } {
    return attemptFor(() => ({ data: readlinkSync(this.locate(path).hostPath) }), { data: null });
  }
}

function setTimes(hostPath: string, atim: bigint, mtim: bigint, flags: number): void {
  utimesSync(hostPath, ...newTimes(statSync(hostPath, { bigint: true }), atim, mtim, flags));
}

/** Opens a file at a place whose links have been followed. */
export function openFile(place: HostPlace, base: bigint, oflags: number, flags: number): OpenHostFile {
  let how = accessMode(base) | syncFlags(flags) | openFlag('O_NOFOLLOW');
  if ((flags & fdflags.nonblock) !== 0) how |= openFlag('O_NONBLOCK');
  if ((oflags & wasi.OFLAGS_CREAT) !== 0) how |= constants.O_CREAT;
  if ((oflags & wasi.OFLAGS_EXCL) !== 0) how |= constants.O_EXCL;
  if ((oflags & wasi.OFLAGS_TRUNC) !== 0) how |= constants.O_TRUNC;
  return new OpenHostFile(openSync(place.hostPath, how, 0o666), place, { base, inheriting: 0n, flags });
}
