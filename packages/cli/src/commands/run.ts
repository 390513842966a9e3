import { basename } from 'node:path';
import { Command } from 'commander';
import type { Outcome } from '../program.js';
import { runJob } from '../run/session.js';
import { type CheckpointOptions, planOf, scheduleOf, withCheckpointOptions } from './checkpoint-options.js';

/** `ckpt run`: a program of WASI preview 1 that can be checkpointed at any time. */
export const runCommand = (outcome: Outcome): Command =>
  withCheckpointOptions(
    new Command('run')
      .summary('run a program and take checkpoints of it')
      .description(
        'Runs a program of WASI preview 1. It runs as it would without checkpoints; one is taken at SIGUSR1, by the clock ' +
          'or at calls of an import, and the program goes on unless told to stop. A checkpoint is written whole under its ' +
          'name or not at all, and takes the place of one that had the name.',
      )
      .argument('<app.wasm>', 'the program')
      .argument('[args...]', 'its arguments; ckpt takes none of them for its own')
      .passThroughOptions(),
  )
    .addHelpText(
      'after',
      '\nThe exit code is that of the program; 134 when it trapped, 1 or 2 when it never ran.\n' +
        '\nExamples:\n' +
        '  ckpt run --dir . app.wasm input.txt                  kill -USR1 $(pgrep -f app.wasm)\n' +
        '  ckpt run --every 10s --output state.ckpt app.wasm\n' +
        '  ckpt run --signal SIGTERM --stop app.wasm            survives being told to go\n' +
        '  ckpt run --after 2s --stop app.wasm && ckpt resume app.ckpt app.wasm\n',
    )
    .action(async (path: string, args: string[], options: CheckpointOptions) => {
      const task = { kind: 'start', module: path, arguments: [basename(path), ...args] } as const;
      const plan = planOf(options, path);
      const job = { task, plan, directories: options.dir, environment: options.env };
      outcome.code = await runJob(job, scheduleOf(options));
    });
