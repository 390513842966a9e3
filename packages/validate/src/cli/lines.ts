import type { Diagnostic } from '@wasm-checkpoint/bytes';
import type { Explanation, Report } from '../index.js';

type Line = { readonly type: string } & Readonly<Record<string, unknown>>;

function portable(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

const lineText = (line: Line): string => `${JSON.stringify(line, portable)}\n`;

const errorLine = (error: Diagnostic): Line => ({ type: 'error', ...error.toJSON() });

/** Version of the format that the verdicts are about. */
const FORMAT = 1;

/** A report as lines of JSON, the verdict last; clause emb-json-lines. */
export function reportLines(report: Report): string {
  const { accepted, errors, judgement, truncated, unchecked } = report;
  const lines: Line[] = [
    ...errors.map(errorLine),
    ...unchecked.map((each) => ({ type: 'unchecked', ...each })),
    {
      type: 'verdict',
      judgement,
      accepted,
      errors: errors.length,
      ...(truncated ? { truncated } : {}),
      format: FORMAT,
    },
  ];
  return lines.map(lineText).join('');
}

/** An explanation as one line of JSON. */
export const explanationLine = (explanation: Explanation): string => lineText({ type: 'explanation', ...explanation });
