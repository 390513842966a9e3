import { Diagnostic } from '@wasm-checkpoint/bytes';
import { type Algorithms, type Checkpoint, decode } from '@wasm-checkpoint/format';
import { nodeAlgorithms } from '@wasm-checkpoint/format/node';
import { readInput } from './files.js';

/** A checkpoint with the file it was read from. */
export interface CheckpointFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly checkpoint: Checkpoint;
}

let fastest: Promise<Required<Algorithms>> | undefined;

/** The algorithms of Node, made once. */
export function nodeAlgorithmsOnce(): Promise<Required<Algorithms>> {
  fastest ??= nodeAlgorithms();
  return fastest;
}

/** A fault of a file that was named on the command line. */
export class FileFault extends Error {
  override readonly name = 'FileFault';
  readonly file: string;
  readonly fault: Diagnostic;

  constructor(file: string, fault: Diagnostic) {
    super(`${file}: ${fault.message}`);
    this.file = file;
    this.fault = fault;
  }
}

/** What `work` gives; its diagnostics are those of the file `path`. */
export function inFile<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw error instanceof Diagnostic ? new FileFault(path, error) : error;
  }
}

/** Reads and decodes a checkpoint; a `UsageError` when there is no such file, a `FileFault` when it is malformed. */
export async function readCheckpointFile(path: string): Promise<CheckpointFile> {
  const bytes = readInput(path);
  const algorithms = await nodeAlgorithmsOnce();
  return { path, bytes, checkpoint: inFile(path, () => decode(bytes, { algorithms })) };
}
