import { type ExitCode, runScript, script, UsageError } from '../command.js';
import { progress } from '../progress.js';
import { readExceptions } from './exceptions.js';
import { folderOf } from './folders.js';
import { judgeOurs } from './judges/ours.js';
import { v8Judge } from './judges/v8.js';
import { wabtJudge } from './judges/wabt.js';
import { scriptCases, suiteFiles, suitePath } from './modules.js';
import { allFigures, disagreementLines, dissentLines, reportLines, staleLines } from './report.js';
import { Verdicts } from './verdicts.js';

const command = script(
  'suite',
  'Compares our verdict on every module of the official core test suite with what its script demands.\n' +
    'WASM_TESTSUITE names the folder of the suite (a checkout of the WebAssembly test suite).\n' +
    'V8 and wabt judge as well, within the features that they have; where they differ the run does not fail.',
  'a verdict disagrees, or an exception is stale',
)
  .option('--filter <text>', 'only scripts whose path contains the text')
  .option('--json', 'print the figures and disagreements as JSON')
  .option('--verbose', 'list where V8 and wabt differ from the scripts');

interface Options {
  readonly filter?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

function requireSuite(): string {
  const path = suitePath();
  if (path === undefined) {
    throw new UsageError(
      'WASM_TESTSUITE is not set: it names the folder of the official core test suite (a checkout of WebAssembly/testsuite)',
    );
  }
  return path;
}

async function run(): Promise<ExitCode> {
  const options = command.opts<Options>();
  const path = requireSuite();
  const files = (await suiteFiles(path)).filter((file) => file.includes(options.filter ?? ''));
  if (files.length === 0) throw new UsageError(`no script below ${path} matches`);
  const verdicts = new Verdicts(judgeOurs, [await v8Judge(), await wabtJudge()], readExceptions());
  const line = progress();
  for (const [index, file] of files.entries()) {
    line.show(`${index + 1}/${files.length} ${file}`);
    for (const suiteCase of await scriptCases(path, file)) verdicts.add(folderOf(file), suiteCase);
  }
  line.clear();
  const faults = [...disagreementLines(verdicts), ...staleLines(verdicts.staleExceptions(new Set(files)))];
  const dissents = dissentLines(verdicts);
  if (options.json === true) {
    const judges = verdicts.tallies.map(({ name, agreed, abstained, dissents: { length } }) => ({
      name,
      agreed,
      abstained,
      differs: length,
    }));
    console.log(JSON.stringify({ figures: allFigures(verdicts), judges, faults, dissents }, null, 2));
  } else {
    for (const text of faults) console.log(text);
    if (options.verbose === true) for (const text of dissents) console.log(text);
    for (const text of reportLines(verdicts)) console.log(text);
  }
  return faults.length === 0 ? 0 : 1;
}

await runScript(command, run);
