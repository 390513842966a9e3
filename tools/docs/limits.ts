import type { Tree } from '../tidy/tree.js';
import { type Column, markdownTable, page } from './markdown.js';
import { literal, plain, rowsOf } from './rows.js';

const columns: readonly Column[] = [
  literal('limit', 'name'),
  plain('default', 'default'),
  plain('unit', 'unit'),
  plain('of what', 'doc'),
];

/** `spec/gen/limits.md`: what readers and the validator are willing to take by default. */
export function limitsPage(tree: Tree): string {
  const part = (heading: string, path: string): string[] => [
    `## ${heading}`,
    '',
    ...markdownTable(columns, rowsOf(tree, path)),
  ];
  return page(
    'Limits',
    'What the readers and the validator of this project are willing to take unless they are told otherwise.',
    [
      part('Checkpoints', 'checkpoint/limits.json'),
      part('Validation of checkpoints', 'checkpoint/validator-limits.json'),
      part('Modules', 'wasm/limits.json'),
    ],
  );
}
