import { nodeAlgorithmsOnce, readCheckpointFile } from '../checkpoint-file.js';
import { givenModules } from '../modules.js';
import type { Output } from '../output.js';
import { accepted } from '../verdict.js';
import { inspect } from './lines.js';
import { inspectionText, type TextOptions } from './text.js';

/** What `ckpt inspect` does; `reveal` shows the values of the environment. */
export async function inspectFile(
  out: Output,
  path: string,
  modulePaths: readonly string[],
  options: TextOptions & { readonly reveal: boolean },
): Promise<void> {
  const file = await readCheckpointFile(path);
  const modules = givenModules(file.checkpoint, modulePaths);
  const inspection = inspect(file, modules, await nodeAlgorithmsOnce(), options.reveal);
  for (const line of Object.values(inspection).flat()) out.line(line);
  out.text(inspectionText(inspection, out.style, options));
  out.line(accepted('A'));
}
