import { type Command, Option } from 'commander';
import { UsageError } from '../exit.js';
import { directory, duration, importTrigger, signal, variable } from '../options.js';
import type { CheckpointPlan, ImportTrigger } from '../run/job.js';
import { defaultPattern, hasNumber } from '../run/names.js';
import type { Schedule } from '../run/session.js';
import type { Grant } from '../wasi/grants.js';

/** The options that `ckpt run` and `ckpt resume` share. */
export interface CheckpointOptions {
  readonly dir: readonly Grant[];
  readonly env: readonly string[];
  readonly signal: NodeJS.Signals;
  readonly after?: number;
  readonly every?: number;
  readonly atImport: readonly ImportTrigger[];
  readonly stop?: true;
  readonly output?: string;
  readonly incremental?: true;
  readonly compress?: true;
  readonly withholdEnv?: true;
  readonly verbose?: true;
}

/** Adds them to a command. */
export const withCheckpointOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--dir <dir[::name]>', 'a directory for the program, under a name of its own; may be repeated')
        .argParser(directory)
        .default([], 'none'),
    )
    .addOption(
      new Option('--env <name[=value]>', 'an environment variable; may be repeated')
        .argParser(variable)
        .default([], 'none'),
    )
    .addOption(
      new Option('--signal <name>', 'take a checkpoint at this signal').argParser(signal).default('SIGUSR1' as const),
    )
    .option('--after <time>', 'take a checkpoint after this time: 500ms, 2s, 5m', duration)
    .option('--every <time>', 'take a checkpoint each time this has passed', duration)
    .addOption(
      new Option('--at-import <name[:n]>', 'take one when the program has called this import (for the nth time)')
        .argParser(importTrigger)
        .default([], 'never'),
    )
    .option('--stop', 'end the program once a checkpoint is written, with exit code 0')
    .option(
      '--output <pattern>',
      'where checkpoints go; %n is the number of each (default: NAME.ckpt, the newest alone)',
    )
    .option('--incremental', 'write each as an increment of the one before (default output: NAME.%n.ckpt)')
    .option('--compress', 'compress memories')
    .option('--withhold-env', 'leave the environment out of checkpoints: it may hold secrets')
    .option('-v, --verbose', 'say on standard error when a checkpoint was written');

/** How checkpoints are taken; `program` names them where nothing else does. */
export function planOf(options: CheckpointOptions, program: string): CheckpointPlan {
  const incremental = options.incremental === true;
  const output = options.output ?? defaultPattern(program, incremental);
  if (output === '') throw new UsageError('--output is empty');
  if (incremental && !hasNumber(output)) {
    throw new UsageError('--incremental takes a name of its own for each checkpoint: put %n into --output');
  }
  return {
    output,
    incremental,
    stop: options.stop === true,
    compress: options.compress === true,
    withholdEnvironment: options.withholdEnv === true,
    atImports: options.atImport,
  };
}

/** When checkpoints are taken. */
export const scheduleOf = ({ after, every, signal: name, verbose }: CheckpointOptions): Schedule => ({
  signal: name,
  verbose: verbose === true,
  ...(after === undefined ? {} : { after }),
  ...(every === undefined ? {} : { every }),
});
