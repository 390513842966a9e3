import { clauses } from '@wasm-checkpoint/tables/clauses';
import { type Manifests, rowsOf } from './manifest.js';

/** How many cases a clause has. */
export interface Coverage {
  readonly clause: string;
  readonly accepted: number;
  readonly refused: number;
}

/** The clauses of spec/validation.md, in its order. */
export const validationClauses: readonly string[] = clauses
  .filter(({ file }) => file === 'spec/validation.md')
  .map(({ id }) => id);

/** For each clause that a case names, and each clause of validation, its cases; every case of judgement A is one of valid-well-formed. */
export function coverageOf(manifests: Manifests): readonly Coverage[] {
  const rows = rowsOf(manifests).map(({ clauses: named, verdict, judgement }) => ({
    verdict,
    named: judgement === 'A' ? [...named, 'valid-well-formed'] : named,
  }));
  const ids = [...new Set([...rows.flatMap(({ named }) => named), ...validationClauses])].sort();
  return ids.map((clause) => {
    const mine = rows.filter(({ named }) => named.includes(clause));
    const accepted = mine.filter(({ verdict }) => verdict === 'accepted').length;
    return { clause, accepted, refused: mine.length - accepted };
  });
}
