import { CommanderError } from 'commander';
import { run } from './command.js';
import { reasonOf } from './failure.js';
import { commandLine, type Options } from './options.js';

/** Ends the command; whatever went wrong, people get its reason and no stack. Clause emb-exit. */
function fail(error: unknown): void {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    process.stderr.write(`ckpt-validate: ${reasonOf(error)}\n`);
    process.exitCode = 2;
  }
}

// A reader that goes away, such as head, is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') fail(error);
});

const command = commandLine()
  .exitOverride()
  .action(async (checkpoint: string | undefined, modules: readonly string[], options: Options) => {
    process.exitCode = await run(checkpoint, modules, options, (text) => void process.stdout.write(text));
  });

command.parseAsync().catch(fail);
