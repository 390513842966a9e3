import { nodeAlgorithmsOnce, readCheckpointFile } from '../checkpoint-file.js';
import type { ExitCode } from '../exit.js';
import { givenModules } from '../modules.js';
import type { Output } from '../output.js';
import { difference, type Side } from './difference.js';
import { type DifferenceTextOptions, differenceText } from './text.js';

/** What is compared, and by what. */
export interface DiffFilesOptions extends DifferenceTextOptions {
  readonly all: boolean;
  readonly parents: readonly string[];
  readonly modules: readonly string[];
}

/** What `ckpt diff` does; gives its exit code. */
export async function diffFiles(
  out: Output,
  aPath: string,
  bPath: string,
  options: DiffFilesOptions,
): Promise<ExitCode> {
  const side = async (path: string): Promise<Side> => {
    const file = await readCheckpointFile(path);
    return { file, modules: givenModules(file.checkpoint, options.modules, 'some') };
  };
  const [a, b] = [await side(aPath), await side(bPath)];
  const parents = await Promise.all(options.parents.map(readCheckpointFile));
  const found = difference(a, b, { all: options.all, parents, algorithms: await nodeAlgorithmsOnce() });
  const count = found.structure.length + found.memories.length;
  for (const line of found.structure) out.line(line);
  for (const { line } of found.memories) out.line(line);
  out.text(count === 0 ? [out.style.good('equal')] : differenceText(found, out.style, options));
  out.line({ type: 'verdict', judgement: 'equal', accepted: count === 0, errors: count, format: 1 });
  return count === 0 ? 0 : 1;
}
