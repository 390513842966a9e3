import { Command, Option } from 'commander';
import { repeated } from '../options.js';
import type { Outcome } from '../program.js';
import { runJob } from '../run/session.js';
import type { ChangedFiles } from '../wasi/restoration.js';
import { type CheckpointOptions, planOf, scheduleOf, withCheckpointOptions } from './checkpoint-options.js';

interface ResumeOptions extends CheckpointOptions {
  readonly parent: readonly string[];
  readonly files: ChangedFiles;
}

/** `ckpt resume`: a program that goes on where a checkpoint has it. */
export const resumeCommand = (outcome: Outcome): Command =>
  withCheckpointOptions(
    new Command('resume')
      .summary('go on from a checkpoint')
      .description(
        'Goes on with the program where the checkpoint has it: same stack, same memory, same open files. The checkpoint is ' +
          'validated against the module first. The program gets no directory that is not given here, by the name that it ' +
          'knows it by (ckpt inspect shows the names).',
      )
      .argument('<file.ckpt>', 'the checkpoint')
      .argument('<module.wasm...>', 'the modules whose state it holds, in any order')
      .addOption(repeated('--parent <file>', 'a checkpoint that it is an increment of; may be repeated'))
      .addOption(
        new Option(
          '--files <what>',
          'what to do about open files that have changed since: refuse; take them as they are; cut those that the program ' +
            'writes to the size that they had',
        )
          .choices(['refuse', 'take', 'cut'])
          .default('refuse'),
      ),
  )
    .addHelpText(
      'after',
      '\nThe exit code is that of the program; 134 when it trapped, 1 when the checkpoint was refused, 2 for usage or input\n' +
        'and output.\n' +
        '\nExamples:\n' +
        '  ckpt resume app.ckpt app.wasm\n' +
        '  ckpt resume --dir backup/data::/data app.ckpt app.wasm\n' +
        '  ckpt resume --parent app.1.ckpt --parent app.2.ckpt app.3.ckpt app.wasm\n',
    )
    .action(async (checkpoint: string, modules: string[], options: ResumeOptions) => {
      const { parent: parents, files: changed } = options;
      const task = { kind: 'resume', checkpoint, modules, parents, changed } as const;
      const plan = planOf(options, modules[0] ?? checkpoint);
      const job = { task, plan, directories: options.dir, environment: options.env };
      outcome.code = await runJob(job, scheduleOf(options));
    });
