import { realpathSync, statSync } from 'node:fs';
import { UsageError } from '../exit.js';
import { systemReason } from '../files.js';

/** A directory of the host that a program may use, by the name that the program knows it by. */
export interface Grant {
  readonly name: string;
  readonly hostPath: string;
}

/** The real place of a directory that was granted; a `UsageError` where there is none. */
export function realDirectory({ name, hostPath }: Grant): string {
  try {
    const real = realpathSync(hostPath);
    if (statSync(real).isDirectory()) return real;
  } catch (error) {
    throw new UsageError(`cannot use ${hostPath} as ${name}: ${systemReason(error)}`);
  }
  throw new UsageError(`cannot use ${hostPath} as ${name}: not a directory`);
}
