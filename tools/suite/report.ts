import { type Cell, tableLines } from '../table.js';
import type { SuiteException } from './exceptions.js';
import type { SuiteCase } from './modules.js';
import type { CaseResult, Ending, Verdicts } from './verdicts.js';

/** The figures of one folder of the suite, or of all. */
export interface Figures {
  readonly folder: string;
  readonly scripts: number;
  /** Modules whose bytes we judged. */
  readonly judged: number;
  readonly accepted: number;
  readonly malformed: number;
  readonly invalid: number;
  /** Malformed texts that the assembler refused: no decoder sees them. */
  readonly textFaults: number;
  readonly exceptions: number;
  readonly disagreements: number;
}

function figures(folder: string, results: readonly CaseResult[]): Figures {
  const count = (test: (result: CaseResult) => boolean): number => results.filter(test).length;
  const ended = (ending: Ending): number => count((result) => result.ending === ending);
  const agreedOn = (expected: SuiteCase['expected']): number =>
    count((result) => result.ending === 'agreed' && result.case.expected === expected);
  return {
    folder,
    scripts: new Set(results.map((result) => result.case.file)).size,
    judged: count((result) => result.judgement !== undefined),
    accepted: agreedOn('accepted'),
    malformed: agreedOn('malformed'),
    invalid: agreedOn('invalid'),
    textFaults: ended('text fault'),
    exceptions: ended('excepted'),
    disagreements: ended('disagreed') + ended('unassembled'),
  };
}

/** The figures of every folder, and of all of them last. */
export function allFigures(verdicts: Verdicts): readonly Figures[] {
  const folders = [...verdicts.results].map(([folder, results]) => figures(folder.name, results));
  return [...folders, figures('total', [...verdicts.results.values()].flat())];
}

const place = (suiteCase: SuiteCase): string => `${suiteCase.file}:${suiteCase.line} ${suiteCase.command}`;

/** A line for each case that ended in a disagreement. */
export function disagreementLines(verdicts: Verdicts): string[] {
  const bad = [...verdicts.results.values()]
    .flat()
    .filter(({ ending }) => ending === 'disagreed' || ending === 'unassembled');
  return bad.map(({ case: suiteCase, judgement }) => {
    const found =
      judgement === undefined
        ? `the assembler refuses it: ${suiteCase.refusal}`
        : `${judgement.verdict} ${judgement.message}`;
    const said = suiteCase.message === '' ? '' : ` (${suiteCase.message})`;
    return `${place(suiteCase)}: demanded ${suiteCase.expected}${said}, found ${found.replace(/\s+/g, ' ').trim()}`;
  });
}

export function staleLines(stale: readonly SuiteException[]): string[] {
  return stale.map(({ file, line }) => `${file}:${line}: stands in exceptions.json, but no longer disagrees`);
}

/** A line for each verdict of another judge that differs from the script's. */
export function dissentLines(verdicts: Verdicts): string[] {
  return verdicts.tallies.flatMap(({ name, dissents }) =>
    dissents.map(
      ({ case: suiteCase, judgement }) =>
        `${name}: ${place(suiteCase)}: demanded ${suiteCase.expected}, found ${judgement.verdict} ${judgement.message.replace(/\s+/g, ' ')}`,
    ),
  );
}

/** The report for people: a table of folders, the other judges, and the totals last. */
export function reportLines(verdicts: Verdicts): string[] {
  const all = allFigures(verdicts);
  const rows = all.map((row): Cell[] => [
    row.folder,
    row.scripts,
    row.judged,
    row.accepted,
    row.malformed,
    row.invalid,
    row.textFaults,
    row.exceptions,
    row.disagreements,
  ]);
  const head = [
    'folder',
    'scripts',
    'judged',
    'accepted',
    'malformed',
    'invalid',
    'text faults',
    'exceptions',
    'disagree',
  ];
  const judges = verdicts.tallies.map(
    ({ name, agreed, abstained, dissents }) =>
      `${name}: agrees with the scripts on ${agreed} of ${agreed + dissents.length} modules within its features; ${abstained} need others`,
  );
  const total = all.at(-1);
  const agreed = (total?.judged ?? 0) - (total?.disagreements ?? 0) - (total?.exceptions ?? 0);
  return [
    ...tableLines(head, rows),
    '',
    ...judges,
    `${total?.textFaults ?? 0} text faults, refused by the assembler`,
    `${agreed} verdicts agree, ${total?.disagreements ?? 0} disagree, ${total?.exceptions ?? 0} exceptions`,
  ];
}
