import { type BigIntStats, constants, type Stats } from 'node:fs';
import { wasi } from '@bjorn3/browser_wasi_shim';

type AnyStats = Pick<
  Stats,
  'isFile' | 'isDirectory' | 'isSymbolicLink' | 'isCharacterDevice' | 'isBlockDevice' | 'isSocket'
>;

/** The filetype of WASI. */
export function filetypeOf(stats: AnyStats): number {
  if (stats.isFile()) return wasi.FILETYPE_REGULAR_FILE;
  if (stats.isDirectory()) return wasi.FILETYPE_DIRECTORY;
  if (stats.isSymbolicLink()) return wasi.FILETYPE_SYMBOLIC_LINK;
  if (stats.isCharacterDevice()) return wasi.FILETYPE_CHARACTER_DEVICE;
  if (stats.isBlockDevice()) return wasi.FILETYPE_BLOCK_DEVICE;
  return stats.isSocket() ? wasi.FILETYPE_SOCKET_STREAM : wasi.FILETYPE_UNKNOWN;
}

/** A filestat whose times stand where WASI has them: the library writes them two to four bytes before. */
class ExactFilestat extends wasi.Filestat {
  override write_bytes(view: DataView, ptr: number): void {
    super.write_bytes(view, ptr);
    view.setBigUint64(ptr + 32, this.size, true);
    view.setBigUint64(ptr + 40, this.atim, true);
    view.setBigUint64(ptr + 48, this.mtim, true);
    view.setBigUint64(ptr + 56, this.ctim, true);
  }
}

/** Nanoseconds since 1970; times before count as 0. */
const timestamp = (nanoseconds: bigint): bigint => (nanoseconds < 0n ? 0n : nanoseconds);

/** The filestat of WASI. */
export function filestatOf(stats: BigIntStats): wasi.Filestat {
  const filestat = new ExactFilestat(stats.ino, filetypeOf(stats as unknown as AnyStats), stats.size);
  filestat.dev = stats.dev;
  filestat.nlink = stats.nlink;
  filestat.atim = timestamp(stats.atimeNs);
  filestat.mtim = timestamp(stats.mtimeNs);
  filestat.ctim = timestamp(stats.ctimeNs);
  return filestat;
}

/** Whether two stats are of one and the same object of the file system. */
export const isSameObject = (a: BigIntStats, b: BigIntStats): boolean => a.dev === b.dev && a.ino === b.ino;

/** Times to be set, in seconds as Node takes them; those that are to stay are read from `stats`. */
export function newTimes(stats: BigIntStats, atim: bigint, mtim: bigint, flags: number): readonly [number, number] {
  const now = Date.now() / 1000;
  const seconds = (time: bigint): number => Number(time) / 1e9;
  const pick = (given: number, current: number, time: bigint, old: bigint): number =>
    (flags & current) !== 0 ? now : seconds((flags & given) !== 0 ? time : old);
  return [
    pick(wasi.FSTFLAGS_ATIM, wasi.FSTFLAGS_ATIM_NOW, atim, stats.atimeNs),
    pick(wasi.FSTFLAGS_MTIM, wasi.FSTFLAGS_MTIM_NOW, mtim, stats.mtimeNs),
  ];
}

/** The flag of an open call, 0 where the system has none. */
export const openFlag = (name: 'O_NOFOLLOW' | 'O_DSYNC' | 'O_SYNC' | 'O_NONBLOCK' | 'O_DIRECTORY'): number =>
  (constants as Readonly<Record<string, number | undefined>>)[name] ?? 0;
