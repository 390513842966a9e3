/** Rights of WASI preview 1 by their bits. */
export const rights = {
  fd_datasync: 1n << 0n,
  fd_read: 1n << 1n,
  fd_seek: 1n << 2n,
  fd_fdstat_set_flags: 1n << 3n,
  fd_sync: 1n << 4n,
  fd_tell: 1n << 5n,
  fd_write: 1n << 6n,
  fd_advise: 1n << 7n,
  fd_allocate: 1n << 8n,
  path_create_directory: 1n << 9n,
  path_create_file: 1n << 10n,
  path_link_source: 1n << 11n,
  path_link_target: 1n << 12n,
  path_open: 1n << 13n,
  fd_readdir: 1n << 14n,
  path_readlink: 1n << 15n,
  path_rename_source: 1n << 16n,
  path_rename_target: 1n << 17n,
  path_filestat_get: 1n << 18n,
  path_filestat_set_size: 1n << 19n,
  path_filestat_set_times: 1n << 20n,
  fd_filestat_get: 1n << 21n,
  fd_filestat_set_size: 1n << 22n,
  fd_filestat_set_times: 1n << 23n,
  path_symlink: 1n << 24n,
  path_remove_directory: 1n << 25n,
  path_unlink_file: 1n << 26n,
  poll_fd_readwrite: 1n << 27n,
  sock_shutdown: 1n << 28n,
  sock_accept: 1n << 29n,
} as const;

/** The rights that have a meaning. */
export const ALL_RIGHTS = (1n << 30n) - 1n;

/** fdflags of WASI preview 1 by their bits. */
export const fdflags = { append: 1, dsync: 2, nonblock: 4, rsync: 8, sync: 16 } as const;
export const ALL_FDFLAGS = 31;

/** A file or directory: `directory` is an index into the preopened directories, `path` is relative, empty for itself. */
export interface Place {
  readonly directory: number;
  readonly path: string;
}

/** An entry of a directory's listing: `cookie` is what `fd_readdir` gives as the next one. */
export interface ListingEntry {
  readonly cookie: bigint;
  readonly name: string;
}

/** Size in bytes and time of modification in nanoseconds of a regular file, as `fd_filestat_get` gives them. */
export interface Seen {
  readonly size: bigint;
  readonly modified: bigint;
}

/** What an fd is open on; spec/wasi.md. */
export type OpenObject =
  | { readonly kind: 'input'; readonly ahead: Uint8Array }
  | { readonly kind: 'input-file'; readonly offset: bigint }
  | { readonly kind: 'output' }
  | { readonly kind: 'error' }
  | {
      readonly kind: 'directory';
      readonly place: Place;
      readonly preopened: boolean;
      readonly listing: readonly ListingEntry[];
    }
  | { readonly kind: 'file'; readonly place: Place; readonly offset: bigint; readonly seen?: Seen }
  | { readonly kind: 'unnamed'; readonly contents: Uint8Array; readonly offset: bigint };

/** An open fd. */
export interface Descriptor {
  readonly fd: number;
  readonly base: bigint;
  readonly inheriting: bigint;
  readonly flags: number;
  readonly object: OpenObject;
}

/** Readings of the clocks, in nanoseconds. */
export interface Clocks {
  readonly monotonic: bigint;
  readonly process: bigint;
  readonly thread: bigint;
}

/** Calls that can be answered before their time. */
export type Deferrable = 'poll_oneoff' | 'fd_read';

/** A call that was answered before its time: it is made before the program goes on; clause wasi-owed. */
export interface OwedCall {
  readonly call: Deferrable;
  readonly arguments: readonly [bigint, bigint, bigint, bigint];
  /** The reading of the monotonic clock when the program made it. */
  readonly begun: bigint;
}

/** What a host of WASI preview 1 holds for a program; the payload of `wasi_snapshot_preview1`, version 1. */
export interface WasiState {
  readonly arguments: readonly string[];
  /** `NAME=value`; undefined where the environment was left out. */
  readonly environment?: readonly string[];
  /** Names under which directories were preopened, in the order in which descriptors first name them. */
  readonly directories: readonly string[];
  /** Ascending by fd. */
  readonly descriptors: readonly Descriptor[];
  readonly clocks: Clocks;
  readonly owed?: OwedCall;
}

export const WASI_NAME = 'wasi_snapshot_preview1';
export const WASI_VERSION = '1';
