import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A case of the suite on which our verdict is known to differ, and why that is right or not mended yet. */
export interface SuiteException {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** The entries of `exceptions.json`; each must name a case that still disagrees. */
export function readExceptions(): readonly SuiteException[] {
  const path = join(dirname(fileURLToPath(import.meta.url)), '../../suite/exceptions.json');
  const entries = JSON.parse(readFileSync(path, 'utf8')) as readonly Partial<SuiteException>[];
  return entries.map(({ file, line, reason }, index) => {
    if (typeof file !== 'string' || typeof line !== 'number' || typeof reason !== 'string' || reason.trim() === '') {
      throw new Error(`suite/exceptions.json, entry ${index}: file, line and reason are needed`);
    }
    return { file, line, reason };
  });
}
