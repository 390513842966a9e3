import { relative } from 'node:path';
import { type ExitCode, runScript, script } from '../command.js';
import { progress } from '../progress.js';
import { root } from '../root.js';
import { type Answer, ask } from './answer.js';
import { buildComponent, componentPath } from './build.js';
import { corpusQuestions, realQuestion, situationQuestions } from './cases.js';
import { disagreements, expectedAnswers } from './compare.js';
import { jcoHost } from './jco.js';
import { askWasmtime, wasmtimeMissing } from './wasmtime.js';

const command = script(
  'component',
  'Makes a WebAssembly component of the validator (world checkpoint:validator/validator), and compares its verdicts with those\n' +
    'of the library: under the host that jco makes for JavaScript, and under Wasmtime where Python has it. WASMTIME_PYTHON names\n' +
    'the Python. The toolchain is installed first, some 270 MB.',
  'a verdict differs',
).option('--build', 'only make the component');

interface Options {
  readonly build?: boolean;
}

async function run(): Promise<ExitCode> {
  const { build } = command.opts<Options>();
  const line = progress();
  line.show('making the component');
  const size = await buildComponent();
  line.clear();
  console.log(`${relative(root, componentPath)}: ${size} bytes`);
  if (build === true) return 0;
  const questions = [...corpusQuestions(), ...(await situationQuestions()), await realQuestion()];
  const expected = expectedAnswers(questions);
  let differ = 0;
  const report = (host: string, found: readonly Answer[], seconds: number): void => {
    const wrong = disagreements(questions, expected, found);
    differ += wrong.length;
    console.log(
      `${host}: ${questions.length - wrong.length} of ${questions.length} verdicts agree, ${seconds.toFixed(1)} s`,
    );
    for (const each of wrong) console.log(JSON.stringify({ host, ...each }));
  };
  line.show('jco');
  let start = performance.now();
  const validation = await jcoHost();
  const answers = questions.map((question) => ask(validation, question));
  line.clear();
  report('jco', answers, (performance.now() - start) / 1000);
  const missing = wasmtimeMissing();
  if (missing !== undefined) console.log(`Wasmtime: skipped, ${missing}`);
  else {
    line.show('Wasmtime');
    start = performance.now();
    const found = askWasmtime(questions);
    line.clear();
    report('Wasmtime', found, (performance.now() - start) / 1000);
  }
  return differ === 0 ? 0 : 1;
}

await runScript(command, run);
