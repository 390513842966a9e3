import type { Diagnostic } from '@wasm-checkpoint/bytes';
import type { Context } from '../context.js';
import { Finding } from '../finding.js';
import type { Report } from '../report.js';
import { columns } from './columns.js';
import { frameLines } from './frame.js';

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`.trimEnd());

/** Expected and found in two columns, where the message has both and they are no numbers. */
function comparison({ params }: Diagnostic): readonly string[] {
  const { expected, found } = params;
  if (typeof expected !== 'string' || typeof found !== 'string') return [];
  return columns([
    ['expected', expected],
    ['found', found],
  ]);
}

function placeText(error: Diagnostic): string {
  const parts = [`offset 0x${error.offset.toString(16)}`];
  if (error.path !== '') parts.push(error.path);
  return parts.join(', ');
}

/** One error: message, clause, place, and what it is about. */
function errorLines(error: Diagnostic, context: Context | undefined): readonly string[] {
  const lines = [`error[${error.code}] ${error.text}`];
  const where = [
    ['at', placeText(error)],
    ['clause', error.clause],
  ];
  const place = error instanceof Finding ? error.place : undefined;
  if (place !== undefined) {
    const offset = place.offset === undefined ? '' : `, offset 0x${place.offset.toString(16)} of its body`;
    where.push(['code', `module ${place.moduleidx}, function ${place.funcidx}${offset}`]);
  }
  lines.push(...indented(columns(where)));
  const frame = error instanceof Finding && context !== undefined ? frameLines(context, error) : [];
  const details = frame.length > 0 ? frame : comparison(error);
  if (details.length > 0) lines.push('', ...indented(details));
  return lines;
}

/** A report for people, as lines that end with a line break. */
export function reportText(report: Report): string {
  const lines: string[] = [];
  for (const error of report.errors) lines.push(...errorLines(error, report.context), '');
  if (report.truncated) lines.push('There may be more errors: a limit was reached.', '');
  for (const { clause, reason } of report.unchecked) lines.push(`not checked: ${reason} (${clause})`);
  const count = report.errors.length;
  const verdict = report.accepted ? 'accepted' : `refused with ${count} error${count === 1 ? '' : 's'}`;
  lines.push(`judgement ${report.judgement}: ${verdict}`);
  return lines.map((line) => `${line}\n`).join('');
}
