import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Diagnostic } from '@wasm-checkpoint/bytes';
import { type Algorithms, algorithms, type Checkpoint, decode, locate, readCheckpoint } from '@wasm-checkpoint/format';
import type { WellFormed } from '../index.js';
import { Failure, reasonOf } from './failure.js';

/** Files up to this size are read whole, which is faster; larger ones in a stream, of which only the state is kept. */
const WHOLE_BYTES = 256 * 2 ** 20;

function readFile(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Failure(reasonOf(error));
  }
}

/** A text that was named on the command line. */
export const readText = (path: string): string => new TextDecoder().decode(readFile(path));

async function readLarge(path: string, given: Algorithms): Promise<WellFormed> {
  const { checkpoint, locate } = await readCheckpoint(createReadStream(path), {}, { algorithms: given });
  return { checkpoint, locate, withoutBlocks: true };
}

/** Reads a checkpoint with judgement A; gives the diagnostic where that does not hold. */
async function read(path: string, given: Algorithms): Promise<WellFormed | Diagnostic> {
  try {
    if (sizeOf(path) > WHOLE_BYTES) return await readLarge(path, given);
    const bytes = readFile(path);
    const checkpoint = decode(bytes, { algorithms: given });
    return { checkpoint, locate: (paths) => locate(bytes, paths, { algorithms: given }) };
  } catch (error) {
    if (error instanceof Diagnostic) return error;
    throw error instanceof Failure ? error : new Failure(reasonOf(error));
  }
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch (error) {
    throw new Failure(reasonOf(error));
  }
}

/** A checkpoint as it was read, with the algorithms that this took. */
export interface CheckpointRead {
  readonly input: WellFormed | Diagnostic;
  readonly algorithms: Algorithms;
}

/** Reads a checkpoint; loads zstd only for files that are compressed. */
export async function readCheckpointFile(path: string): Promise<CheckpointRead> {
  const { nodeAlgorithms, nodeSha256 } = await import('@wasm-checkpoint/format/node');
  const plain = algorithms({ sha256: nodeSha256 });
  const input = await read(path, plain);
  if (!(input instanceof Diagnostic) || input.code !== 'CKPT4005') return { input, algorithms: plain };
  const all = await nodeAlgorithms();
  return { input: await read(path, all), algorithms: all };
}

/** The modules of a directory that a checkpoint may have, told by their sizes. */
function modulesIn(folder: string, sizes: ReadonlySet<bigint>): readonly Uint8Array[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name.endsWith('.wasm') && !entry.isDirectory())
    .map(({ name }) => join(folder, name))
    .sort()
    .filter((path) => sizes.has(BigInt(sizeOf(path))))
    .map(readFile);
}

/** The modules at paths, each a file or a directory of files. */
export function readModules(paths: readonly string[], checkpoint: Checkpoint): readonly Uint8Array[] {
  const sizes = new Set(checkpoint.modules.map(({ length }) => length));
  return paths.flatMap((path) => {
    let isFolder: boolean;
    try {
      isFolder = statSync(path).isDirectory();
    } catch (error) {
      throw new Failure(reasonOf(error));
    }
    return isFolder ? modulesIn(path, sizes) : [readFile(path)];
  });
}

/** A module that was named on the command line. */
export const readModule = (path: string): Uint8Array => readFile(path);
