import { type CheckpointErrorCode, checkpointErrors } from '@wasm-checkpoint/tables';
import { type ClauseId, clauses } from '@wasm-checkpoint/tables/clauses';

/** What there is to know about an error code. */
export interface Explanation {
  readonly code: CheckpointErrorCode;
  readonly name: string;
  /** One sentence. */
  readonly summary: string;
  readonly clause: ClauseId;
  /** The file of the specification that has the clause. */
  readonly file: string;
  /** The words of the clause. */
  readonly text: string;
}

/** The clause that an error code stands for; undefined for what is no code. */
export function explain(code: string): Explanation | undefined {
  const row = checkpointErrors.find((each) => each.code === code);
  const clause = row && clauses.find((each) => each.id === row.clause);
  if (row === undefined || clause === undefined) return undefined;
  return { code: row.code, name: row.name, summary: row.doc, clause: clause.id, file: clause.file, text: clause.text };
}
