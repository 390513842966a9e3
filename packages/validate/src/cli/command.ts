import { Diagnostic } from '@wasm-checkpoint/bytes';
import {
  type Manifest,
  type Replacement,
  type Report,
  readManifestText,
  reportText,
  type UpdateReport,
  updateText,
  validate,
  validateUpdate,
} from '../index.js';
import { Failure } from './failure.js';
import { explanationLine, reportLines, updateLines } from './lines.js';
import type { Options } from './options.js';
import { readCheckpointFile, readModule, readModules, readText } from './sources.js';

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

/** The new versions that `--against` names, each with the module that it is to replace. */
function readUpdates(against: readonly string[], count: number): readonly Replacement[] {
  const updates = against.map((value): Replacement => {
    const [, index, path = value] = /^(\d+)=(.+)$/s.exec(value) ?? [];
    if (index === undefined && count !== 1) {
      throw new Failure(`the checkpoint has ${count} modules: --against takes INDEX=PATH, as in 0=${path}`);
    }
    const module = Number(index ?? 0);
    if (module >= count) throw new Failure(`the checkpoint has no module ${module}: there are ${count}`);
    return { module, bytes: readModule(path) };
  });
  if (new Set(updates.map(({ module }) => module)).size < updates.length) {
    throw new Failure('--against names two versions of one module');
  }
  return updates;
}

async function judge(path: string, modules: readonly string[], options: Options): Promise<Report | UpdateReport> {
  const host = options.host === undefined ? undefined : readHost(options.host);
  const paths = [...modules, ...(options.module ?? [])];
  const { against = [] } = options;
  if (paths.length === 0 && (host !== undefined || against.length > 0)) {
    throw new Failure(`${host === undefined ? '--against' : '--host'} takes the modules of the checkpoint too`);
  }
  const { input, algorithms } = await readCheckpointFile(path);
  if (input instanceof Diagnostic) {
    return { accepted: false, judgement: 'A', errors: [input], truncated: false, unchecked: [] };
  }
  const asked = { algorithms, full: options.full === true, ...(host === undefined ? {} : { host }) };
  if (paths.length === 0) return validate(input, asked);
  const given = { ...asked, modules: readModules(paths, input.checkpoint) };
  if (against.length === 0) return validate(input, given);
  return validateUpdate(input, { ...given, updates: readUpdates(against, input.checkpoint.modules.length) });
}

/** A report in the form that was asked for; clause emb-json-lines. */
function textOf(report: Report | UpdateReport, json: boolean): string {
  if ('obstacles' in report) return json ? updateLines(report) : updateText(report);
  return json ? reportLines(report) : reportText(report);
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
  if (options.quiet !== true) write(textOf(report, options.json === true));
  return report.accepted ? 0 : 1;
}
