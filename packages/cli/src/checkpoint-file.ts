import { type Algorithms, type Checkpoint, decode } from '@wasm-checkpoint/format';
import { nodeAlgorithms } from '@wasm-checkpoint/format/node';
import { inFile } from './file-fault.js';
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

/** Reads and decodes a checkpoint; a `UsageError` when there is no such file, a `FileFault` when it is malformed. */
export async function readCheckpointFile(path: string): Promise<CheckpointFile> {
  const bytes = readInput(path);
  const algorithms = await nodeAlgorithmsOnce();
  return { path, bytes, checkpoint: inFile(path, () => decode(bytes, { algorithms })) };
}
