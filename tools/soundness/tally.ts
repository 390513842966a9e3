import type { OutcomeKind } from './protocol.js';

/** What came of a number of mutants. */
export class Tally {
  mutants = 0;
  accepted = 0;
  /** Refused mutants by the clauses that the validator named; those of one mutant count each. */
  readonly clauses = new Map<string, number>();
  /** Threads of accepted mutants by how they ended. */
  readonly outcomes = new Map<OutcomeKind, number>();
  /** The same with what is known of traps and refusals. */
  readonly details = new Map<string, number>();

  refuse(clauses: readonly string[]): void {
    for (const clause of clauses) count(this.clauses, clause);
  }

  end(outcome: OutcomeKind, detail: string | undefined): void {
    count(this.outcomes, outcome);
    if (detail !== undefined) count(this.details, `${outcome}: ${detail}`);
  }

  lines(): string[] {
    return [
      `${this.mutants} mutants, ${this.accepted} accepted, ${this.mutants - this.accepted} refused`,
      `refused by ${ordered(this.clauses)}`,
      `threads of accepted ones: ${ordered(this.outcomes)}`,
      ...[...this.details].sort(([, a], [, b]) => b - a).map(([detail, times]) => `  ${times} ${detail}`),
    ];
  }
}

function count<Key>(map: Map<Key, number>, key: Key): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

const ordered = (map: ReadonlyMap<string, number>): string =>
  [...map]
    .sort(([, a], [, b]) => b - a)
    .map(([key, times]) => `${key} ${times}`)
    .join(', ');
