import type { Tree } from './tree.js';

/** Something that is wrong, and where; `line` counts from 1, and is 0 for the file as a whole. */
export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** One property of the source tree. */
export interface Check {
  readonly name: string;
  /** What holds when the check passes. */
  readonly help: string;
  run(tree: Tree): readonly Fault[] | Promise<readonly Fault[]>;
}

export const faultText = ({ file, line, text }: Fault): string => `${line === 0 ? file : `${file}:${line}`}: ${text}`;

/** The packages that run unchanged on every JavaScript host. */
export const corePackages = ['tables', 'bytes', 'wasm', 'format', 'validate', 'instrument'] as const;

/** What `npm run gen` writes. */
export const isGenerated = (path: string): boolean =>
  path.startsWith('packages/tables/src/gen/') ||
  path.startsWith('spec/gen/') ||
  path.startsWith('tools/oracle/gen/') ||
  path === 'schema/checkpoint.schema.json' ||
  path === 'schema/host-manifest.schema.json';

/** Program text that people write. */
export const isCode = (path: string): boolean => /\.(ts|mts|js|mjs|cjs)$/.test(path) && !isGenerated(path);

/** Matches of a global pattern, with their lines; the position of a line is told from the text before it. */
export function* matches(
  text: string,
  pattern: RegExp,
): Generator<{ readonly line: number; readonly match: RegExpExecArray }> {
  let line = 1;
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    for (
      let index = text.indexOf('\n', from);
      index !== -1 && index < match.index;
      index = text.indexOf('\n', index + 1)
    ) {
      line += 1;
      from = index + 1;
    }
    yield { line, match };
  }
}

/** Reads a JSON file of the tree. */
export const readJson = <Value>(tree: Tree, path: string): Value => JSON.parse(tree.read(path)) as Value;
