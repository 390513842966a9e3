import { readSpec } from '../tidy/clauses/spec.js';
import type { Tree } from '../tidy/tree.js';

const literal = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;

/** The words of a clause as people read them: without anchors and its id, links as their text. */
const plain = (text: string): string =>
  text
    .replace(/<a id="[^"]*"><\/a> */g, '')
    .replace(/^\*\*[\w-]+\.\*\* */, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim();

/** `packages/tables/src/gen/clauses.ts`: every clause of the specification with its text. */
export function clausesModule(tree: Tree): string {
  const rows = readSpec(tree).clauses.map(
    ({ id, file, text }) => `  { id: ${literal(id)}, file: ${literal(file)}, text: ${literal(plain(text))} },`,
  );
  return [
    '// Generated from spec/ by `npm run gen`; never edited.',
    '',
    '/** The clauses of the specification, in its order. */',
    'export const clauses = [',
    ...rows,
    '] as const;',
    '',
    "export type ClauseId = (typeof clauses)[number]['id'];",
    '',
  ].join('\n');
}
