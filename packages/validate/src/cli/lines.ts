import type { Diagnostic } from '@wasm-checkpoint/bytes';
import type { Explanation, Report, UpdateReport } from '../index.js';

type Line = { readonly type: string } & Readonly<Record<string, unknown>>;

function portable(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

const lineText = (line: Line): string => `${JSON.stringify(line, portable)}\n`;

const errorLine = (error: Diagnostic): Line => ({ type: 'error', ...error.toJSON() });

/** Version of the format that the verdicts are about. */
const FORMAT = 1;

type Told = Omit<Report, 'context'>;

const findingLines = ({ errors, unchecked }: Told): readonly Line[] => [
  ...errors.map(errorLine),
  ...unchecked.map((each) => ({ type: 'unchecked', ...each })),
];

const verdictLine = ({ accepted, errors, judgement, truncated }: Told): Line => ({
  type: 'verdict',
  judgement,
  accepted,
  errors: errors.length,
  ...(truncated ? { truncated } : {}),
  format: FORMAT,
});

/** A report as lines of JSON, the verdict last; clause emb-json-lines. */
export const reportLines = (report: Told): string =>
  [...findingLines(report), verdictLine(report)].map(lineText).join('');

/** The answer to judgement E as lines of JSON: besides, what stands in the way, and what became of each module. */
export const updateLines = (report: UpdateReport): string =>
  [
    ...findingLines(report),
    ...report.obstacles.map((obstacle) => ({ type: 'obstacle', ...obstacle })),
    ...report.modules.map((module) => ({ type: 'update', ...module })),
    verdictLine(report),
  ]
    .map(lineText)
    .join('');

/** An explanation as one line of JSON. */
export const explanationLine = (explanation: Explanation): string => lineText({ type: 'explanation', ...explanation });
