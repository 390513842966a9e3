import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
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
export function writeWhole<Result>(path: string, write: (append: (bytes: Uint8Array) => void) => Result): Result {
  // clause: emb-whole
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.${randomBytes(4).toString('hex')}`);
  let handle: number | undefined;
  try {
    // The name is new, and nobody else reads what a program had in its memory; clause sec-secret.
    const opened = openSync(temporary, 'wx', 0o600);
    handle = opened;
    const result = write((bytes) => {
      for (let at = 0; at < bytes.length; ) at += writeSync(opened, bytes, at);
    });
    fsyncSync(opened);
    closeSync(opened);
    handle = undefined;
    renameSync(temporary, path);
    return result;
  } catch (error) {
    if (handle !== undefined) closeSync(handle);
    rmSync(temporary, { force: true });
    if (!isSystemError(error)) throw error;
    throw new UsageError(`cannot write ${path}: ${systemReason(error)}`);
  }
}

/** Whether an operation of the system has failed. */
const isSystemError = (error: unknown): boolean => typeof error === 'object' && error !== null && 'syscall' in error;
