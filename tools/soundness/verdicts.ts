import { Diagnostic } from '@wasm-checkpoint/bytes';
import { encode } from '@wasm-checkpoint/format';
import { type Report, validate } from '@wasm-checkpoint/validate';
import { judge, judgeCheckpoint, type Verdict as OracleVerdict } from '../oracle/judge.js';
import type { Mutant } from './mutations/index.js';

/** What became of a mutant before anything ran. */
export type Verdict =
  | { readonly kind: 'accepted'; readonly file: Uint8Array }
  | { readonly kind: 'refused'; readonly judgement: string; readonly clauses: readonly string[] };

/** Two readings of the specification that do not agree on a mutant. */
export class Disagreement extends Error {
  override readonly name = 'Disagreement';
}

/** What the reader of the format knows of files, limits and what no file can state, and the algorithm does not. */
const beyond = /^(json-|lim-|bin-zstd|syn-range)/;
/** Where one of these fails, the algorithm asks for nothing else. */
const early = ['json-checkpoint', 'syn-index', 'syn-type-closed', 'syn-supertype', 'bin-type-canonical'];
/** Clauses of the algorithm that the software knows by other names: tables by those for memories, bases by that of the syntax. */
const names: Readonly<Record<string, string>> = {
  'bin-table-base-module': 'bin-base-module',
  'bin-table-runs': 'bin-run',
  'valid-base-differs': 'syn-base-different',
};
/** Where one of these fails, the algorithm goes no further, of a frame or at all; the validator may have more to say. */
const gates = [
  ...['valid-module-given', 'valid-module-identity', 'valid-module-imports', 'valid-instance-spaces'],
  'valid-frame-reachable',
];

const named = (clauses: readonly string[], clause: string): boolean =>
  clauses.some((each) => each === clause || names[each] === clause);

/** Whether each clause that the validator names is found broken by the algorithm too, as far as that looks. */
const among = (clauses: readonly string[], found: readonly string[]): boolean =>
  clauses.every((clause) => named(found, clause)) ||
  gates.some((gate) => clauses.includes(gate) && found.includes(gate));

/** A file of a mutant, or the clause by which the writer of the format refuses it. */
function written({ checkpoint }: Mutant): Uint8Array | string {
  try {
    return encode(checkpoint);
  } catch (error) {
    if (error instanceof Diagnostic) return error.clause;
    throw error;
  }
}

/** Why two answers on one file do not agree: in words, or undefined where they do. A limit of the validator is no verdict. */
export function disagreement(
  report: Pick<Report, 'accepted' | 'judgement' | 'errors'>,
  verdict: OracleVerdict,
): string | undefined {
  const clauses = report.errors.map(({ clause }) => clause);
  const same = report.accepted === verdict.accepted && report.judgement === verdict.judgement;
  if ((same && among(clauses, verdict.clauses)) || clauses.some((clause) => clause.startsWith('lim-')))
    return undefined;
  const validator = report.errors.map(({ message }) => message).join('; ');
  const algorithm = verdict.faults.map(({ clause, path }) => `${clause} ${path}`).join('; ');
  return [
    `validator: ${report.judgement} ${report.accepted ? 'accepted' : validator}`,
    `algorithm: ${verdict.judgement} ${verdict.accepted ? 'accepted' : algorithm}`,
  ].join('\n');
}

/**
 * Decides on a mutant by `packages/validate` and by the algorithm of the specification.
 *
 * Throws a Disagreement where one accepts what the other refuses, where they fail in different judgements, or where the
 * validator names a clause that the algorithm does not find broken.
 */
export function verdictOf(mutant: Mutant): Verdict {
  const modules = mutant.subject.modules.map(({ bytes }) => bytes);
  const file = written(mutant);
  if (typeof file === 'string') {
    const { accepted, clauses } = judgeCheckpoint(mutant.checkpoint, modules, { judgement: 'A' });
    const agreed = !accepted && (named(clauses, file) || clauses.some((each) => early.includes(each)));
    if (!agreed && !beyond.test(file))
      throw new Disagreement(`A: ${file} by the writer, ${clauses.join()} by the algorithm`);
    return { kind: 'refused', judgement: 'A', clauses: [file] };
  }
  const report = validate(file, { modules });
  const differs = disagreement(report, judge(file, modules));
  if (differs !== undefined) throw new Disagreement(differs);
  if (report.accepted) return { kind: 'accepted', file };
  return {
    kind: 'refused',
    judgement: report.judgement,
    clauses: [...new Set(report.errors.map(({ clause }) => clause))],
  };
}
