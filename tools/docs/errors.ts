import type { Clause } from '../tidy/clauses/spec.js';
import type { Tree } from '../tidy/tree.js';
import { type Column, code, field, markdownTable, page, type Row } from './markdown.js';
import { literal, plain, rowsOf } from './rows.js';

const phases: readonly (readonly [string, string])[] = [
  ['malformed', 'Malformed'],
  ['invalid', 'Invalid'],
  ['mismatch', 'Does not match module or host'],
  ['unsupported', 'Cannot be captured or restored'],
  ['limit', 'Over a limit'],
];

/** A clause of the spec as a link to it; one of the core specification as it is called there. */
function clauseLink(clauses: ReadonlyMap<string, Clause>): Column {
  return {
    title: 'clause',
    cell(row) {
      const id = field('clause')(row);
      const clause = clauses.get(id);
      return clause === undefined ? id : `[${id}](${clause.file.replace(/^spec\//, '../')}#${id})`;
    },
  };
}

/** `spec/gen/errors.md`: every error code of the checkpoint and of the module side. */
export function errorsPage(tree: Tree, clauses: ReadonlyMap<string, Clause>): string {
  const columns: readonly Column[] = [
    { title: 'code', cell: (row) => `<a id="${field('code')(row)}"></a>${code(field('code')(row))}` },
    plain('rule', 'name'),
    literal('message', 'template'),
    plain('meaning', 'doc'),
    clauseLink(clauses),
  ];
  const section = (heading: string, rows: readonly Row[]): string[][] => {
    const parts = phases
      .map(([phase, title]) => ({ title, rows: rows.filter((row) => row['phase'] === phase) }))
      .filter((part) => part.rows.length > 0);
    return [[`## ${heading}`], ...parts.map((part) => [`### ${part.title}`, '', ...markdownTable(columns, part.rows)])];
  };
  return page(
    'Errors',
    'A code keeps its meaning for ever. Its first digit tells the kind: 1 malformed, 2 invalid, 3 does not match module or ' +
      'host, 4 cannot be captured or restored, 9 over a limit. Clauses of `CKPT` codes stand in this specification, those of ' +
      '`WASM` codes in the WebAssembly core specification, under that anchor.',
    [
      ...section('Checkpoints', rowsOf(tree, 'checkpoint/errors.json')),
      ...section('Modules', rowsOf(tree, 'wasm/errors.json')),
    ],
  );
}
