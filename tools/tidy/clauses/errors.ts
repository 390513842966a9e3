import { readJson } from '../check.js';
import type { Tree } from '../tree.js';

/** The part of an error row that the checks need. */
export interface ErrorRow {
  readonly code: string;
  readonly clause: string;
  /** The table that it stands in, and the line. */
  readonly file: string;
  readonly line: number;
}

export const errorTables = ['schema/checkpoint/errors.json', 'schema/wasm/errors.json'] as const;

/** The rows of all error tables. */
export function readErrors(tree: Tree): readonly ErrorRow[] {
  return errorTables
    .filter((file) => tree.files.includes(file))
    .flatMap((file) => {
      const lines = tree.read(file).split('\n');
      const rows = readJson<readonly { code: string; clause: string }[]>(tree, file);
      return rows.map(({ code, clause }) => ({
        code,
        clause,
        file,
        line: lines.findIndex((line) => line.includes(`"${code}"`)) + 1,
      }));
    });
}
