import { Command } from 'commander';
import { numberOrAll, repeated } from '../options.js';
import { output } from '../output.js';
import type { Outcome } from '../program.js';

interface DiffOptions {
  readonly json?: true;
  readonly all?: true;
  readonly places: number;
  readonly ranges: number;
  readonly parent: readonly string[];
  readonly module: readonly string[];
}

/** `ckpt diff`: how two checkpoints differ. */
export const diffCommand = (outcome: Outcome): Command =>
  new Command('diff')
    .summary('show how two checkpoints differ')
    .description(
      'Shows how the configurations of two checkpoints differ: frames, locals and operands, globals, tables, objects, ' +
        'host state, and the bytes of memories. Memories are unpacked; it does not matter how a file stores them. ' +
        'Addresses are taken as they are.',
    )
    .argument('<a.ckpt>', 'the older checkpoint')
    .argument('<b.ckpt>', 'the newer checkpoint')
    .addOption(repeated('--module <file>', 'a module, for its names; may be repeated'))
    .addOption(repeated('--parent <file>', 'a checkpoint that one of the two is an increment of; may be repeated'))
    .option('--all', 'compare features, producers, custom data, digests and parents too')
    .option('--places <n|all>', 'differences of each kind to show', numberOrAll, 20)
    .option('--ranges <n|all>', 'ranges of each memory to show', numberOrAll, 8)
    .option('--json', 'one JSON object a line, everything in it')
    .addHelpText(
      'after',
      '\nExit codes: 0 equal, 1 different or refused, 2 usage or input and output.\n' +
        '\nExamples:\n  ckpt diff app.1.ckpt app.2.ckpt --module app.wasm\n  ckpt diff a.ckpt b.ckpt --json | jq .path\n',
    )
    .action(async (aPath: string, bPath: string, options: DiffOptions) => {
      const { diffFiles } = await import('../diff/action.js');
      outcome.code = await diffFiles(output(options.json === true), aPath, bPath, {
        ...options,
        all: options.all === true,
        parents: options.parent,
        modules: options.module,
      });
    });
