import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ExitCode, runScript, script } from '../command.js';
import { progress } from '../progress.js';
import { tableLines } from '../table.js';
import { derivedFiles, stale } from './build.js';
import { readCorpus } from './corpus.js';
import { coverageOf } from './coverage.js';
import { type Manifests, readManifests } from './manifest.js';
import { isMutable, type Mutation, mutate, mutationTable } from './mutation.js';
import { prepare } from './verdicts.js';

const command = script(
  'corpus',
  'Builds the files of conformance/ that follow from others.',
  'a file was stale, or a mutation survived',
)
  .option('--check', 'write nothing; tell which files are not what their sources give')
  .option('--coverage', 'how many cases each clause has')
  .option('--mutation', 'switch off every clause of the validator in turn, and tell which cases pass then')
  .option('--json', 'print JSON');

interface Options {
  readonly check?: boolean;
  readonly coverage?: boolean;
  readonly mutation?: boolean;
  readonly json?: boolean;
}

const print = (json: boolean | undefined, value: unknown, lines: readonly string[]): void =>
  console.log(json === true ? JSON.stringify(value, null, 2) : lines.join('\n'));

function coverage(manifests: Manifests, json: boolean | undefined): ExitCode {
  const rows = coverageOf(manifests);
  const cells = rows.map(({ clause, accepted, refused }) => [clause, accepted, refused]);
  print(json, rows, tableLines(['clause', 'accepted', 'refused'], cells));
  return 0;
}

function mutation(manifests: Manifests, json: boolean | undefined): ExitCode {
  const show = progress();
  const all = readCorpus(manifests).map(prepare);
  const mutable = all.filter(isMutable);
  const mutations: Mutation[] = [];
  for (const each of mutable) {
    show.show(`${mutations.length + 1} of ${mutable.length}: ${each.row.name}`);
    mutations.push(mutate(each));
  }
  show.clear();
  const table = mutationTable(mutations);
  const survivors = mutations.filter(({ outcome }) => outcome === 'survived');
  const readers = all.filter(({ row }) => row.refusal?.judgement === 'A').length;
  const count = (outcome: string): number => mutations.filter((each) => each.outcome === outcome).length;
  const sum = `${mutations.length} refused cases of B to E: ${count('alone')} alone, ${count('shared')} shared, ${count('again')} again, ${survivors.length} survived; ${readers} of judgement A have no switches`;
  const cells = table.map((row) => [row.clause, row.cases, row.alone, row.shared, row.again, row.survived]);
  print(json, { table, survivors, notMutated: readers }, [
    ...tableLines(['clause', 'cases', 'alone', 'shared', 'again', 'survived'], cells),
    ...survivors.map(({ name, passes }) => `${name} survived; it passes without: ${passes.join(' ') || 'none'}`),
    sum,
  ]);
  return survivors.length === 0 ? 0 : 1;
}

async function build(manifests: Manifests, { check, json }: Options): Promise<ExitCode> {
  const files = await derivedFiles(manifests);
  const changed = stale(manifests, files);
  for (const { path, bytes } of check === true ? [] : changed) {
    const full = join(manifests.folder, path);
    writeFileSync(`${full}.part`, bytes);
    renameSync(`${full}.part`, full);
  }
  const paths = changed.map(({ path }) => path);
  const what = check === true ? 'stale' : 'written';
  print(json, { files: files.length, [what]: paths }, [...paths, `${files.length} files, ${paths.length} ${what}`]);
  return check === true && paths.length > 0 ? 1 : 0;
}

async function run(): Promise<ExitCode> {
  const options = command.opts<Options>();
  const manifests = readManifests();
  if (options.coverage === true) return coverage(manifests, options.json);
  if (options.mutation === true) return mutation(manifests, options.json);
  return build(manifests, options);
}

await runScript(command, run);
