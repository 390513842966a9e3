import { Command } from 'commander';
import { diffCommand } from './commands/diff.js';
import { inspectCommand } from './commands/inspect.js';
import { resumeCommand } from './commands/resume.js';
import { runCommand } from './commands/run.js';

/** What a command that ends without an error ends with, where that is not 0. */
export interface Outcome {
  code: number;
}

/** The command `ckpt` with all of its commands. */
export function program(outcome: Outcome): Command {
  const root = new Command('ckpt')
    .description('Checkpoints of WebAssembly programs: take them, resume them, look into them, compare them.')
    .version('0.1.0', '--version', 'print the version')
    .helpOption('-h, --help', 'print this')
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 refused or different, 2 usage or input and output.\n' +
        'ckpt COMMAND --help tells the options of a command and shows examples.',
    )
    .showHelpAfterError('(ckpt --help tells how)')
    .exitOverride()
    .enablePositionalOptions();
  for (const command of [runCommand(outcome), resumeCommand(outcome), inspectCommand(), diffCommand(outcome)]) {
    root.addCommand(command.copyInheritedSettings(root).exitOverride());
  }
  return root;
}
