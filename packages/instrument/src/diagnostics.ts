import { Diagnostic, type ErrorRow, type Location } from '@wasm-checkpoint/bytes';
import { type CheckpointErrorCode, type CheckpointErrorParams, checkpointErrors } from '@wasm-checkpoint/tables';

const rows = new Map<string, ErrorRow>(checkpointErrors.map((row) => [row.code, row]));

/** The codes of this package. */
export type RefusalCode = Extract<CheckpointErrorCode, `CKPT41${string}`>;

/** The diagnostic of a module or point that cannot be instrumented or resumed. */
export function refuse<Code extends RefusalCode>(
  code: Code,
  params: CheckpointErrorParams[Code],
  location: Location,
): Diagnostic {
  const row = rows.get(code);
  if (row === undefined) throw new RangeError(`no such error code: ${code}`);
  return new Diagnostic(row, params as Readonly<Record<string, string | number | bigint>>, location);
}
