import { type Column, code, markdownTable, page } from '../../docs/markdown.js';
import { readJson } from '../check.js';
import type { Tree } from '../tree.js';
import { readCitations } from './citations.js';
import { readErrors } from './errors.js';
import { type Clause, readSpec } from './spec.js';

/** What stands for one clause: its error codes, and the files of code and tests that cite it or one of them. */
export interface ClauseCoverage {
  readonly clause: Clause;
  readonly codes: readonly string[];
  readonly code: readonly string[];
  readonly tests: readonly string[];
  /** Why it has no test, from the list of exceptions. */
  readonly untested: string | undefined;
}

export const untestedPath = 'tools/tidy/untested.json';

/** Why clauses have no test. */
export interface Untested {
  readonly reason: string;
  /** The folder whose coming ends the reason. */
  readonly until?: string;
}

/** Reasons by clause id, or by a prefix that ends with `*`. */
export const readUntested = (tree: Tree): Readonly<Record<string, Untested>> =>
  tree.files.includes(untestedPath) ? readJson<Record<string, Untested>>(tree, untestedPath) : {};

export const coversClause = (pattern: string, id: string): boolean =>
  pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern;

/** The coverage of every clause, in the order of the specification. */
export function readCoverage(tree: Tree): readonly ClauseCoverage[] {
  const citations = readCitations(tree);
  const untested = Object.entries(readUntested(tree));
  const codesOf = new Map<string, string[]>();
  for (const { code, clause } of readErrors(tree)) codesOf.set(clause, [...(codesOf.get(clause) ?? []), code]);
  return readSpec(tree).clauses.map((clause) => {
    const codes = codesOf.get(clause.id) ?? [];
    const files = (by: ReadonlyMap<string, ReadonlySet<string>>): string[] =>
      [...new Set([clause.id, ...codes].flatMap((id) => [...(by.get(id) ?? [])]))].sort();
    const tests = files(citations.tests);
    const reason =
      tests.length > 0 ? undefined : untested.find(([pattern]) => coversClause(pattern, clause.id))?.[1].reason;
    return { clause, codes, code: files(citations.code), tests, untested: reason };
  });
}

const short = (paths: readonly string[]): string =>
  paths.map((path) => code(path.replace(/^packages\//, ''))).join(' ');

/** `spec/gen/coverage.md`: clause, error codes, code, tests. */
export function coveragePage(tree: Tree): string {
  const rows = readCoverage(tree);
  const columns: readonly Column[] = ['clause', 'codes', 'code', 'tests'].map((title) => ({
    title,
    cell: (row) => String(row[title] ?? ''),
  }));
  const cells = rows.map(({ clause, codes, code: sources, tests, untested }) => ({
    clause: `[${clause.id}](${clause.file.replace(/^spec\//, '../')}#${clause.id})${clause.must ? '' : ' (no MUST)'}`,
    codes: codes.map((id) => `[${id}](errors.md#${id})`).join(' '),
    code: short(sources),
    tests: tests.length > 0 ? short(tests) : (untested ?? ''),
  }));
  const musts = rows.filter(({ clause }) => clause.must);
  const tested = musts.filter(({ tests }) => tests.length > 0).length;
  return page(
    'Coverage',
    `${rows.length} clauses, of which ${musts.length} carry a MUST; ${tested} of these are cited by tests. ` +
      `Where there is no test, its reason stands in the last column.`,
    [markdownTable(columns, cells)],
  );
}
