import type { Algorithms, ParentGiven } from '@wasm-checkpoint/format';
import { fingerprint, type PageSource, resolveChain } from '@wasm-checkpoint/format';
import { InitialContents, type Program, type Runtime, type Snapshot } from '@wasm-checkpoint/runtime';
import { readCheckpointFile } from '../checkpoint-file.js';
import { chainOf } from '../diff/contents.js';
import { readInput } from '../files.js';
import { hex } from '../modules.js';
import type { GoOn } from './job.js';

/** A checkpoint that can be restored, with the programs of its modules. */
export interface Resumed {
  readonly snapshot: Snapshot;
  readonly programs: readonly Program[];
}

/** Reads a checkpoint with its modules and parents, and validates it. */
export async function openResumed(runtime: Runtime, task: GoOn, algorithms: Required<Algorithms>): Promise<Resumed> {
  const file = await readCheckpointFile(task.checkpoint);
  const modules = task.modules.map(readInput);
  const programs = await Promise.all(modules.map((bytes) => runtime.program(bytes)));
  const parents = await Promise.all(task.parents.map(readCheckpointFile));
  const candidates = new Map<string, ParentGiven>(
    parents.map(({ checkpoint }) => {
      const given = { checkpoint, fingerprint: fingerprint(checkpoint, { algorithms }) };
      return [hex(given.fingerprint), given];
    }),
  );
  const [, ...ancestors] = chainOf({ checkpoint: file.checkpoint }, candidates);
  const bases = new InitialContents((checkpoint, module) => {
    const digest = checkpoint.modules[module]?.digest;
    return digest && programs.find((program) => hex(program.digest) === hex(digest))?.module;
  });
  const parent: readonly PageSource[] | undefined =
    ancestors.length === 0 ? undefined : resolveChain(ancestors, { zstd: algorithms.zstd, modules: bases });
  const snapshot = await runtime.open(file.bytes, { ...(parent === undefined ? {} : { parent }) });
  return { snapshot, programs };
}
