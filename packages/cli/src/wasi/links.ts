import { linkSync, lstatSync, renameSync, symlinkSync } from 'node:fs';
import { sep } from 'node:path';
import { wasi } from '@bjorn3/browser_wasi_shim';
import { OpenHostDirectory } from './directory.js';
import { WasiError } from './errno.js';
import { type HostPlace, OpenHostFile } from './file.js';

/** Renames, and tells the fds that are open below the old name where they are now. */
export function rename(from: HostPlace, to: HostPlace, open: Iterable<unknown>): void {
  renameSync(from.hostPath, to.hostPath);
  for (const fd of open) {
    if (!(fd instanceof OpenHostFile || fd instanceof OpenHostDirectory) || fd.place === undefined) continue;
    const { hostPath } = fd.place;
    if (hostPath !== from.hostPath && !hostPath.startsWith(from.hostPath + sep)) continue;
    const below = hostPath.slice(from.hostPath.length);
    fd.place = {
      directory: to.directory,
      path: to.path + below.replaceAll(sep, '/'),
      hostPath: to.hostPath + below,
    };
  }
}

/** Makes a hard link. */
export function link(from: HostPlace, to: HostPlace): void {
  if (lstatSync(from.hostPath).isDirectory()) throw new WasiError(wasi.ERRNO_PERM);
  linkSync(from.hostPath, to.hostPath);
}

/** Makes a symbolic link; one that is absolute could never be followed. */
export function symlink(target: string, at: HostPlace): void {
  if (target.startsWith('/')) throw new WasiError(wasi.ERRNO_NOTCAPABLE);
  symlinkSync(target, at.hostPath);
}
