import { type ExitCode, positiveInteger, runScript, script, UsageError } from '../command.js';
import { progress } from '../progress.js';
import { tableLines } from '../table.js';
import { format, goalText, readGoals, shortfalls } from './goals.js';
import type { CompareOptions } from './harness.js';
import type { BenchTarget, Figure } from './target.js';
import { targets } from './targets.js';

const list = targets.map(({ name, help }) => `  ${name.padEnd(14)} ${help}`).join('\n');
const command = script(
  'bench',
  'Runs benchmarks: warmed up, candidates interleaved in one run, medians.\n' +
    'Ratios are taken within rounds and hold on a busy machine; absolute figures do not.\n\n' +
    `Targets:\n${list}`,
  'a figure falls short of its goal (with --check)',
)
  .option('--target <name...>', 'only these targets')
  .option('--check', 'compare with the goals of tools/bench/goals.json')
  .option('--rounds <n>', 'rounds that count', positiveInteger)
  .option('--json', 'print the figures as JSON');

interface Options {
  readonly target?: readonly string[];
  readonly check?: boolean;
  readonly rounds?: number;
  readonly json?: boolean;
}

function chosen(names: readonly string[] | undefined): readonly BenchTarget[] {
  for (const name of names ?? []) {
    if (!targets.some((target) => target.name === name)) throw new UsageError(`no target ${name}; there are\n${list}`);
  }
  return targets.filter(({ name }) => names === undefined || names.includes(name));
}

async function run(): Promise<ExitCode> {
  const options = command.opts<Options>();
  const goals = readGoals();
  const line = progress();
  const compare: Partial<CompareOptions> = options.rounds === undefined ? {} : { rounds: options.rounds };
  const figures: Figure[] = [];
  const ran = chosen(options.target);
  for (const target of ran) {
    line.show(target.name);
    figures.push(...(await target.run({ compare, show: (text) => line.show(`${target.name}: ${text}`) })));
  }
  line.clear();
  const missed =
    options.check === true
      ? shortfalls(
          figures,
          goals,
          ran.map(({ name }) => name),
        )
      : [];
  if (options.json === true) {
    console.log(JSON.stringify({ figures, ...(options.check === true ? { missed } : {}) }, null, 2));
  } else {
    const rows = figures.map((figure) => [
      figure.name,
      `${format(figure.value)} ${figure.unit}`,
      goalText(goals[figure.name]),
      figure.detail,
    ]);
    for (const text of tableLines(['figure', 'value', 'goal', 'detail'], rows)) console.log(text);
    for (const text of missed) console.log(`falls short: ${text}`);
  }
  return missed.length === 0 ? 0 : 1;
}

await runScript(command, run);
