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

/** Standard output takes Node a while to open, and `--quiet` needs none. */
function write(text: string): void {
  const { stdout } = process;
  // A reader that goes away, such as head, is no fault.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') fail(error);
  });
  stdout.write(text);
}

const command = commandLine()
  .exitOverride()
  .configureOutput({ writeOut: write })
  .action(async (checkpoint: string | undefined, modules: readonly string[], options: Options) => {
    process.exitCode = await run(checkpoint, modules, options, write);
  });

command.parseAsync().catch(fail);
