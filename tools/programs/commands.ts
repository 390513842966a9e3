import type { Source } from './source.js';

/** What a command of WASI preview 1 is given, and what it must leave behind. */
export interface CommandRun {
  /** Without the program's name, which is that of the command. */
  readonly args: readonly string[];
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Files of the one preopened folder, `.`, before it starts. */
  readonly files?: Readonly<Record<string, string>>;
  readonly stdout: string;
  readonly stderr?: string;
  readonly code: number;
  /** Files that must be there afterwards, with these contents. */
  readonly written?: Readonly<Record<string, string>>;
}

/** A compiled command of WASI preview 1. */
export interface CommandProgram {
  readonly name: string;
  readonly source: Source;
  /** Empty for what is never the same twice. */
  readonly runs: readonly CommandRun[];
}

const c = (name: string): Source => ({ language: 'c', file: `c/commands/${name}.c`, kind: 'command', options: [] });
const rust = (name: string): Source => ({
  language: 'rust',
  file: `rust/commands/${name}.rs`,
  kind: 'command',
  options: [],
});

const text = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/** Every command; what each does stands at the top of its source. */
export const commands: readonly CommandProgram[] = [
  {
    name: 'calculator',
    source: c('calculator'),
    runs: [
      {
        args: [],
        stdin: text('a = 3 * (4 + 5)', 'a % 4 - 2', '1 / 0', '7 7', '-(2 - 9)'),
        stdout: text('27', '1', 'division by zero at column 7', 'expected an operator at column 3', '7'),
        code: 2,
      },
    ],
  },
  { name: 'dice', source: c('dice'), runs: [] },
  {
    name: 'environment',
    source: c('environment'),
    runs: [
      {
        args: ['HOME', 'NOTHING'],
        env: { HOME: 'here' },
        stdout: text(
          'argument 0: environment',
          'argument 1: HOME',
          'argument 2: NOTHING',
          'HOME here',
          'NOTHING is not set',
        ),
        code: 2,
      },
    ],
  },
  {
    name: 'journal',
    source: c('journal'),
    runs: [
      {
        args: ['kept', '100'],
        stdout: text('data last log part-0 part-3', 'log of 2390 bytes, data 8b311302'),
        code: 0,
      },
    ],
  },
  {
    name: 'ledger',
    source: rust('ledger'),
    runs: [
      {
        args: [],
        stdin: text('rent -700', 'wage 2000', 'food', 'food x', 'rent -20'),
        stdout: text(
          'line 3: no amount',
          'line 4: invalid digit found in string',
          'rent         -720',
          'wage         2000',
          '2 accounts, 1280 in all',
        ),
        code: 1,
      },
      {
        args: ['book'],
        files: { book: text('a 1', 'b 2') },
        stdout: text('a            1', 'b            2', '2 accounts, 3 in all'),
        code: 0,
      },
    ],
  },
  {
    name: 'life',
    source: rust('life'),
    runs: [
      {
        args: ['10', '4', '2'],
        stdout: text(
          'generation 0, 15 alive',
          '##..#...#.',
          '..##..#.#.',
          '....#..#.#',
          '##...##...',
          'generation 1, 25 alive',
          '#..##.#...',
          '######..#.',
          '#####..###',
          '.#..#####.',
        ),
        code: 0,
      },
    ],
  },
  {
    name: 'primes',
    source: c('primes'),
    runs: [
      {
        args: ['50'],
        stdout: text('2 3 5 7 11 13 17 19 23 29', '31 37 41 43 47'),
        stderr: text('15 primes'),
        code: 0,
      },
      { args: [], stdout: '', stderr: text('usage: primes N [PER_LINE]'), code: 2 },
    ],
  },
  {
    name: 'sortlines',
    source: c('sortlines'),
    runs: [
      {
        args: ['names', 'sorted'],
        files: { names: text('pear', 'apple', 'fig', 'apple') },
        stdout: text('4 lines'),
        code: 0,
        written: { sorted: text('apple', 'apple', 'fig', 'pear') },
      },
    ],
  },
  {
    name: 'ticker',
    source: c('ticker'),
    runs: [{ args: ['2', '1'], stdout: text('1 652cf958c2958ad6', '2 3d83c1a3b9d9c0c5'), code: 0 }],
  },
  {
    name: 'words',
    source: c('words'),
    runs: [
      {
        args: ['2'],
        stdin: text('The cat sat on the mat.', 'On the mat sat a hat?'),
        stdout: text('      3 the', '      2 mat', '12 words, 7 distinct'),
        code: 0,
      },
    ],
  },
];
