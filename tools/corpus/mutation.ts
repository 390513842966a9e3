import type { ClauseId } from '@wasm-checkpoint/tables/clauses';
import { families, hostFamilies, updateFamilies } from '@wasm-checkpoint/validate/testing';
import { type Prepared, readOnce, validated } from './verdicts.js';

/** Judged on the updated checkpoint by judgements B and C, so that it catches what other clauses of judgement E let through. */
const whole = 'valid-update-result';

/** The clauses that the validator can be made to leave out, one by one. */
export const switches: readonly ClauseId[] = [
  ...new Set<ClauseId>([
    ...[...families, ...hostFamilies, ...updateFamilies].flatMap(({ clauses }) => clauses),
    ...(['valid-update-correspondence', whole] as const),
  ]),
];

/**
 * How a refused case ends when single clauses are switched off.
 *
 * - `alone`: it passes without its clause, and without no other one.
 * - `shared`: it passes without either of the clauses that it names, which make one check together, and without no other one.
 * - `again`: without its clause nothing but `valid-update-result` refuses it, and without both it passes.
 * - `survived`: anything else, which is a defect of the case or of the validator.
 */
export type Outcome = 'alone' | 'shared' | 'again' | 'survived';

export interface Mutation {
  readonly name: string;
  readonly clauses: readonly string[];
  readonly outcome: Outcome;
  /** The clauses without which it passes. */
  readonly passes: readonly string[];
}

function isCaughtAgain(each: Prepared, clause: ClauseId): boolean {
  const { errors } = validated(each, new Set([clause]));
  return (
    errors.length > 0 &&
    errors.every((error) => error.clause === whole) &&
    validated(each, new Set([clause, whole])).accepted
  );
}

const isSwitch = (clause: string): clause is ClauseId => (switches as readonly string[]).includes(clause);

/** Judges a refused case once for each clause, without that clause. */
export function mutate(given: Prepared): Mutation {
  const each = readOnce(given);
  const { name, clauses } = each.row;
  const passes = switches.filter((clause) => validated(each, new Set([clause])).accepted);
  const expected = clauses.filter(isSwitch);
  const exactly =
    expected.length > 0 && passes.length === expected.length && passes.every((one) => expected.includes(one));
  const [first] = expected;
  const again = passes.length === 0 && expected.length === 1 && first !== undefined && isCaughtAgain(each, first);
  const outcome = exactly ? (clauses.length === 1 ? 'alone' : 'shared') : again ? 'again' : 'survived';
  return { name, clauses, outcome, passes };
}

/** Whether switching clauses off can change what is said of a case: judgement A is the reader's, which has no switches. */
export const isMutable = ({ row }: Prepared): boolean => row.refusal !== undefined && row.refusal.judgement !== 'A';

/** One line of the table: the cases of a clause by their outcomes. */
export interface MutationRow extends Readonly<Record<Outcome, number>> {
  readonly clause: string;
  readonly cases: number;
}

/** The table of all clauses that have cases; a shared case counts for each of its clauses. */
export function mutationTable(mutations: readonly Mutation[]): readonly MutationRow[] {
  const ids = [...new Set(mutations.flatMap(({ clauses }) => clauses))].sort();
  return ids.map((clause) => {
    const mine = mutations.filter(({ clauses }) => clauses.includes(clause));
    const count = (outcome: Outcome): number => mine.filter((mutation) => mutation.outcome === outcome).length;
    return {
      ...{ clause, cases: mine.length },
      ...{ alone: count('alone'), shared: count('shared'), again: count('again'), survived: count('survived') },
    };
  });
}
