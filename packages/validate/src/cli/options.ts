import { Command } from 'commander';

/** What was asked for on the command line. */
export interface Options {
  readonly module?: readonly string[];
  readonly json?: boolean;
  readonly explain?: string;
  readonly host?: string;
  readonly against?: readonly string[];
  readonly full?: boolean;
  readonly quiet?: boolean;
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** The command's arguments and options. */
export const commandLine = (): Command =>
  new Command('ckpt-validate')
    .description('Decides whether a checkpoint is well formed, matches its modules and is a valid configuration.')
    .argument('[checkpoint]', 'the checkpoint')
    .argument('[modules...]', 'its modules, in any order; without any, only its form is judged')
    .option('-m, --module <path>', 'a module, or a directory of modules; may be repeated', collect)
    .option('--host <manifest>', 'judge besides whether the host that the manifest describes can run it')
    .option(
      '--against <module>',
      'judge besides whether it can go on with this version of its module; with several, INDEX=PATH, may be repeated',
      collect,
    )
    .option('--full', 'validate all of each module, and verify bases and digests')
    .option('--json', 'print one JSON object a line')
    .option('-q, --quiet', 'print nothing; the exit code is the answer')
    .option('--explain <code>', 'print what an error code means, and its clause')
    .addHelpText(
      'after',
      '\nExit codes: 0 accepted, 1 refused, 2 called wrongly or could not read.\n' +
        'Example: ckpt-validate program.ckpt program.wasm',
    );
