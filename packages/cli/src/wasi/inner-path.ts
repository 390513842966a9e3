import { lstatSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { wasi } from '@bjorn3/browser_wasi_shim';
import { WasiError } from './errno.js';

/** As many symbolic links as Linux follows for one path. */
const MAX_LINKS = 40;

/**
 * The components of a path of the program inside a directory of the host, without `.`, `..` and symbolic links; clause wasi-inside.
 *
 * The last component may be missing; it is followed as a link only with `follow`. Throws ENOTCAPABLE for a path that leads out.
 * Whoever changes the directory at the same moment can deceive this, as Node has no way to open a path relative to a directory.
 */
export function innerPath(directory: string, path: string, follow: boolean): readonly string[] {
  if (path.includes('\0')) throw new WasiError(wasi.ERRNO_INVAL);
  if (path === '') throw new WasiError(wasi.ERRNO_NOENT);
  if (path.startsWith('/')) throw new WasiError(wasi.ERRNO_NOTCAPABLE); // clause: wasi-inside
  const rest = path.split('/').reverse();
  const inner: string[] = [];
  for (let links = 0; rest.length > 0; ) {
    const part = rest.pop() ?? '';
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (inner.pop() === undefined) throw new WasiError(wasi.ERRNO_NOTCAPABLE);
      continue;
    }
    inner.push(part);
    const isLast = rest.every((other) => other === '');
    const target = isLast && !follow && rest.length === 0 ? undefined : linkTarget(join(directory, ...inner), isLast);
    if (target === undefined) continue;
    if (++links > MAX_LINKS) throw new WasiError(wasi.ERRNO_LOOP);
    if (target.startsWith('/')) throw new WasiError(wasi.ERRNO_NOTCAPABLE);
    inner.pop();
    rest.push(...target.split('/').reverse());
  }
  return inner;
}

/** What a symbolic link leads to; undefined for anything else, a missing last component among them. */
function linkTarget(path: string, mayBeMissing: boolean): string | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) {
    if (mayBeMissing) return undefined;
    throw new WasiError(wasi.ERRNO_NOENT);
  }
  return stats.isSymbolicLink() ? readlinkSync(path) : undefined;
}
