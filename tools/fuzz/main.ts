import { randomInt } from 'node:crypto';
import { type ExitCode, positiveInteger, runScript, script, UsageError } from '../command.js';
import { progress } from '../progress.js';
import { findingLines, fuzz } from './campaign.js';
import type { FuzzTarget } from './target.js';
import { targets } from './targets.js';

const list = targets.map(({ name, help }) => `  ${name.padEnd(16)} ${help}`).join('\n');
const command = script(
  'fuzz',
  'Fuzzes the readers of hostile input. The seed is printed; the same seed gives the same inputs.\n' +
    'Without --executions each target runs its share of --seconds.\n\n' +
    `Targets:\n${list}`,
  'there is a finding',
)
  .option('--target <name...>', 'only these targets')
  .option('--seconds <n>', 'time in all (default: 60, or none with --executions)', positiveInteger)
  .option('--executions <n>', 'executions of each target', positiveInteger)
  .option('--seed <n>', 'first seed, a 32-bit integer (default: random)', seedOption)
  .option('--json', 'print the outcome as JSON');

interface Options {
  readonly target?: readonly string[];
  readonly seconds?: number;
  readonly executions?: number;
  readonly seed?: number;
  readonly json?: boolean;
}

function seedOption(text: string): number {
  const seed = Number(text);
  if (!Number.isInteger(seed) || seed !== (seed | 0)) throw new UsageError(`expected a 32-bit integer, found ${text}`);
  return seed;
}

function chosen(names: readonly string[] | undefined): readonly FuzzTarget[] {
  for (const name of names ?? []) {
    if (!targets.some((target) => target.name === name)) throw new UsageError(`no target ${name}; there are\n${list}`);
  }
  return targets.filter(({ name }) => names === undefined || names.includes(name));
}

async function run(): Promise<ExitCode> {
  const options = command.opts<Options>();
  const seed = options.seed ?? randomInt(2 ** 31);
  const selected = chosen(options.target);
  const seconds = options.seconds ?? (options.executions === undefined ? 60 : Number.POSITIVE_INFINITY);
  const bounds = { seconds: seconds / selected.length, executions: options.executions ?? Number.POSITIVE_INFINITY };
  if (options.json !== true) console.log(`seed ${seed}`);
  const line = progress();
  const outcomes = [];
  for (const target of selected) {
    const outcome = await fuzz(target, seed, bounds, (done) => line.show(`${target.name}: ${done} executions`));
    line.clear();
    const figures = (await target.finish?.()) ?? [];
    outcomes.push({ target: target.name, ...outcome });
    if (options.json === true) continue;
    console.log(`${target.name}: ${outcome.executions} executions`);
    for (const text of figures) console.log(`  ${text}`);
    if (outcome.finding !== undefined) for (const text of findingLines(outcome.finding)) console.log(text);
  }
  const executions = outcomes.reduce((sum, outcome) => sum + outcome.executions, 0);
  const findings = outcomes.filter(({ finding }) => finding !== undefined).length;
  if (options.json === true) {
    const plain = outcomes.map(({ finding, ...rest }) => ({
      ...rest,
      ...(finding === undefined ? {} : { finding: { ...finding, error: String(finding.error) } }),
    }));
    console.log(JSON.stringify({ seed, outcomes: plain, executions, findings }, null, 2));
  } else console.log(`${executions} executions, ${findings} findings`);
  return findings === 0 ? 0 : 1;
}

await runScript(command, run);
