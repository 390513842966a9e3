import { Diagnostic } from '@wasm-checkpoint/bytes';
import { type Manifest, type Report, readManifestText, reportText, validate } from '../index.js';
import { Failure } from './failure.js';
import { explanationLine, reportLines } from './lines.js';
import type { Options } from './options.js';
import { readCheckpointFile, readModules, readText } from './sources.js';

/** Where a command writes to. */
export type Write = (text: string) => void;

/** Prints what an error code means; loads the text of the specification, which nothing else needs. */
async function explainCode(code: string, json: boolean, write: Write): Promise<number> {
  const { explain } = await import('../explain.js');
  const found = explain(code.toUpperCase());
  if (found === undefined) throw new Failure(`${code} is no error code`);
  const { name, summary, clause, file, text } = found;
  write(json ? explanationLine(found) : `${found.code} ${name}\n\n${summary}\n\n${clause} (${file}):\n\n${text}\n`);
  return 0;
}

function readHost(path: string): Manifest {
  try {
    return readManifestText(readText(path));
  } catch (fault) {
    if (fault instanceof Diagnostic) throw new Failure(`${path}: ${fault.message}`);
    throw fault;
  }
}

async function judge(path: string, modules: readonly string[], options: Options): Promise<Report> {
  const host = options.host === undefined ? undefined : readHost(options.host);
  const { input, algorithms } = await readCheckpointFile(path);
  if (input instanceof Diagnostic) {
    return { accepted: false, judgement: 'A', errors: [input], truncated: false, unchecked: [] };
  }
  const paths = [...modules, ...(options.module ?? [])];
  return validate(input, {
    algorithms,
    full: options.full === true,
    ...(paths.length === 0 ? {} : { modules: readModules(paths, input.checkpoint) }),
    ...(host === undefined ? {} : { host }),
  });
}

/** Carries out the command; gives its exit code, and throws a `Failure` where it could not. Clause emb-exit. */
export async function run(
  checkpoint: string | undefined,
  modules: readonly string[],
  options: Options,
  write: Write,
): Promise<number> {
  if (options.explain !== undefined) return explainCode(options.explain, options.json === true, write);
  if (checkpoint === undefined) throw new Failure('no checkpoint is given; see ckpt-validate --help');
  const report = await judge(checkpoint, modules, options);
  // clause: emb-json-lines
  if (options.quiet !== true) write(options.json === true ? reportLines(report) : reportText(report));
  return report.accepted ? 0 : 1;
}
