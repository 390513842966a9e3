import { Command, CommanderError } from 'commander';

/** What a script of the project ends with: 0 done, 1 something was found wrong, 2 usage or input and output. */
export type ExitCode = 0 | 1 | 2;

/** A fault of usage or of input and output, told in one sentence; the script ends with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A command `npm run NAME` whose help tells `description`, options and exit codes. */
export function script(name: string, description: string, found: string): Command {
  return new Command(`npm run ${name} --`)
    .description(description)
    .helpOption('-h, --help', 'print this')
    .addHelpText('after', `\nExit codes: 0 done, 1 ${found}, 2 usage or input and output.`)
    .showHelpAfterError()
    .exitOverride();
}

/** Parses the arguments of the process and runs the script; sets the exit code. Never a stack trace for a UsageError. */
export async function runScript(command: Command, action: () => Promise<ExitCode>): Promise<void> {
  try {
    command.parse();
    process.exitCode = await action();
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
    } else if (error instanceof UsageError) {
      console.error(error.message);
      process.exitCode = 2;
    } else throw error;
  }
}

/** A whole number of at least 1, for an option. */
export function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new UsageError(`expected a positive whole number, found ${text}`);
  return value;
}
