import { CommanderError } from 'commander';
import { type ExitCode, reasonOf, UsageError } from './exit.js';
import { FileFault } from './file-fault.js';
import { jsonText } from './output.js';
import { program } from './program.js';
import { Refusal } from './refusal.js';
import { printable } from './text/printable.js';
import { refused } from './verdict.js';

/** Several lines, each made safe to print. */
const safe = (text: string): string => text.split('\n').map(printable).join('\n');

/** Tells why a command ends, to people and with `--json` to programs; gives the exit code. */
function conclude(error: unknown, json: boolean): ExitCode {
  const say = (text: string): void => void process.stderr.write(`ckpt: ${safe(text)}\n`);
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // It has spoken itself.
  if (error instanceof UsageError) {
    say(error.message);
    return 2;
  }
  if (error instanceof FileFault) {
    say(error.message);
    if (json) process.stdout.write(jsonText({ type: 'error', file: error.file, ...error.fault.toJSON() }));
  } else if (error instanceof Refusal) {
    const { clause, phase, path, message } = error;
    say(`${message} (${clause})`);
    if (json) process.stdout.write(jsonText({ type: 'error', phase, clause, offset: 0, path, text: message }));
  } else {
    // Whatever it is, it is a fault of this program: the stack helps who mends it, when asked for.
    say(
      process.env['CKPT_DEBUG'] === undefined ? `internal error: ${reasonOf(error)}` : String((error as Error).stack),
    );
    return 2;
  }
  if (json) process.stdout.write(jsonText(refused('A')));
  return 1;
}

/** Runs `ckpt` with these arguments; gives the exit code. Never a stack trace. */
export async function main(args: readonly string[]): Promise<number> {
  // Whoever reads our output may stop before its end.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  const outcome: { code: number } = { code: 0 };
  try {
    await program(outcome).parseAsync([...args], { from: 'user' });
    return outcome.code;
  } catch (error) {
    return conclude(error, args.includes('--json'));
  }
}
