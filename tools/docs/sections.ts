import type { Tree } from '../tidy/tree.js';
import { type Column, markdownTable, page } from './markdown.js';
import { hexadecimal, literal, plain, rowsOf } from './rows.js';

interface Part {
  readonly heading: string;
  readonly rows: string;
  readonly columns: readonly Column[];
}

const doc = plain('meaning', 'doc');
const feature = plain('feature', 'feature');
const name = literal('name', 'name');

const parts: readonly Part[] = [
  {
    heading: 'Sections of a checkpoint',
    rows: 'checkpoint/sections.json',
    columns: [
      hexadecimal('id', 'id'),
      name,
      { title: 'kind', cell: (row) => (row['critical'] === true ? 'critical' : 'ancillary') },
      plain('presence', 'presence'),
      doc,
    ],
  },
  {
    heading: 'Values of a checkpoint',
    rows: 'checkpoint/values.json',
    columns: [
      hexadecimal('tag', 'tag'),
      name,
      plain('group', 'group'),
      plain('payload', 'payload'),
      plain('status', 'status'),
      doc,
    ],
  },
  {
    heading: 'Type codes of a checkpoint',
    rows: 'checkpoint/types.json',
    columns: [hexadecimal('code', 'code'), name, plain('group', 'group'), plain('status', 'status'), doc],
  },
  {
    heading: 'Policies of host state',
    rows: 'checkpoint/policies.json',
    columns: [hexadecimal('code', 'code'), name, doc],
  },
  {
    heading: 'Features of a checkpoint',
    rows: 'checkpoint/features.json',
    columns: [name, plain('standard', 'standard'), doc],
  },
  {
    heading: 'Sections of a module',
    rows: 'wasm/sections.json',
    columns: [hexadecimal('id', 'id'), name, feature, doc],
  },
  {
    heading: 'Types of a module',
    rows: 'wasm/types.json',
    columns: [hexadecimal('code', 'code'), name, plain('kind', 'kind'), feature],
  },
  {
    heading: 'Features of a module',
    rows: 'wasm/features.json',
    columns: [name, plain('standard', 'standard'), doc],
  },
];

/** `spec/gen/sections.md`: sections, values, types and features, of checkpoints and of modules. */
export function sectionsPage(tree: Tree): string {
  const written = parts.map(({ heading, rows, columns }) => [
    `## ${heading}`,
    '',
    ...markdownTable(columns, rowsOf(tree, rows)),
  ]);
  return page('Sections, values, types and features', 'Each is a row of a table under `schema/`.', written);
}
