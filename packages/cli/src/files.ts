import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { reasonOf, UsageError } from './exit.js';

/** What the system says of a failed operation, without the call and the path that Node repeats: `no such file or directory`. */
export function systemReason(error: unknown): string {
  const text = reasonOf(error);
  return /^[A-Z0-9]+: (.*?)(?:, \w+(?: '.*)?)?$/.exec(text)?.[1] ?? text;
}

/** The bytes of a file; a `UsageError` that names it when it cannot be read. */
export function readInput(path: string): Uint8Array {
  try {
    const { buffer, byteOffset, length } = readFileSync(path);
    return new Uint8Array(buffer, byteOffset, length);
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${systemReason(error)}`);
  }
}

/** Writes a file whole: under a temporary name in the same folder, then renamed; clause emb-whole. */
export function writeWhole(path: string, bytes: Uint8Array): void {
  // clause: emb-whole
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.${randomBytes(4).toString('hex')}`);
  try {
    // The name is new, and nobody else reads what a program had in its memory.
    writeFileSync(temporary, bytes, { flag: 'wx', mode: 0o600, flush: true });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new UsageError(`cannot write ${path}: ${systemReason(error)}`);
  }
}
