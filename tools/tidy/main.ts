import { type ExitCode, runScript, script, UsageError } from '../command.js';
import { root } from '../root.js';
import type { Fault } from './check.js';
import { faultText } from './check.js';
import { checks } from './checks.js';
import { gitTree } from './tree.js';

const list = checks.map(({ name, help }) => `  ${name.padEnd(16)} ${help}`).join('\n');
const command = script('tidy', `Checks the source tree itself.\n\nChecks:\n${list}`, 'a check failed')
  .option('--check <name...>', 'only these checks')
  .option('--json', 'print the faults as JSON');

interface Options {
  readonly check?: readonly string[];
  readonly json?: boolean;
}

async function run(): Promise<ExitCode> {
  const { check: names, json } = command.opts<Options>();
  for (const name of names ?? []) {
    if (!checks.some((check) => check.name === name)) throw new UsageError(`no check ${name}; there are\n${list}`);
  }
  const tree = gitTree(root);
  const selected = checks.filter(({ name }) => names === undefined || names.includes(name));
  const results: { name: string; faults: readonly Fault[] }[] = [];
  for (const check of selected) results.push({ name: check.name, faults: await check.run(tree) });
  const failed = results.filter(({ faults }) => faults.length > 0);
  if (json === true) console.log(JSON.stringify({ checks: results }, null, 2));
  else {
    for (const { name, faults } of failed) for (const fault of faults) console.log(`${name}: ${faultText(fault)}`);
    console.log(`${results.length - failed.length} checks passed, ${failed.length} failed`);
  }
  return failed.length === 0 ? 0 : 1;
}

await runScript(command, run);
