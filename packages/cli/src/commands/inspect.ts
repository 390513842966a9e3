import { Command } from 'commander';
import { numberOrAll } from '../options.js';
import { output } from '../output.js';

interface InspectOptions {
  readonly json?: true;
  readonly frames: number;
  readonly globals: number;
  readonly reveal?: true;
}

/** `ckpt inspect`: what a checkpoint holds. */
export const inspectCommand = (): Command =>
  new Command('inspect')
    .summary('show what a checkpoint holds')
    .description(
      'Shows what a checkpoint holds: the stack of each thread with the values of locals and operands, a map of each ' +
        'memory, globals, tables, host state, and what takes how much of the file. With the modules it shows names and ' +
        'instructions too. No program is run and no memory is unpacked.',
    )
    .argument('<file.ckpt>', 'the checkpoint')
    .argument('[module.wasm...]', 'the modules whose state it holds, in any order')
    .option('--frames <n|all>', 'frames of each thread to show', numberOrAll, 24)
    .option('--globals <n|all>', 'globals to show', numberOrAll, 24)
    .option('--reveal', 'show the values of environment variables too, not just their names')
    .option('--json', 'one JSON object a line, everything in it')
    .addHelpText('after', '\nExamples:\n  ckpt inspect app.ckpt\n  ckpt inspect app.ckpt app.wasm --frames all\n')
    .action(async (path: string, modulePaths: string[], options: InspectOptions) => {
      // The libraries behind it are loaded only for the command that needs them.
      const { inspectFile } = await import('../inspect/action.js');
      await inspectFile(output(options.json === true), path, modulePaths, {
        ...options,
        reveal: options.reveal === true,
      });
    });
