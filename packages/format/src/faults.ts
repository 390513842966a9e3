import { Diagnostic, type ErrorParams, type ErrorRow, type Faults } from '@wasm-checkpoint/bytes';
import { type CheckpointErrorCode, type CheckpointErrorParams, checkpointErrors } from '@wasm-checkpoint/tables';

const rows = new Map<CheckpointErrorCode, ErrorRow>(checkpointErrors.map((row) => [row.code, row]));

/** The diagnostic of a code of `schema/checkpoint/errors.json`, to be thrown; `offset` counts from the start of the file. */
export function fault<Code extends CheckpointErrorCode>(
  code: Code,
  params: CheckpointErrorParams[Code],
  offset: number,
  path = '',
): Diagnostic {
  const row = rows.get(code);
  if (row === undefined) throw new RangeError(`no such error code: ${code}`);
  return new Diagnostic(row, params as ErrorParams, { offset, path });
}

/** Faults of the primitive items in the codes of the checkpoint format; `path` says where the reader is. */
export const faultsAt = (path: () => string): Faults => ({
  // clause: conv-bytes
  unexpectedEnd: (offset, needed) => fault('CKPT1001', { needed }, offset, path()),
  // clause: conv-leb-length
  lebTooLong: (offset, bits) => fault('CKPT1002', { bits }, offset, path()),
  // clause: conv-leb-length
  lebTooLarge: (offset, bits) => fault('CKPT1003', { bits }, offset, path()),
  // clause: conv-leb-minimal
  lebNotMinimal: (offset) => fault('CKPT1004', {}, offset, path()),
  // clause: conv-name
  notUtf8: (offset) => fault('CKPT1005', {}, offset, path()),
  // clause: conv-count
  countTooLarge: (offset, count, remaining) => fault('CKPT1006', { count, remaining }, offset, path()),
});

/** Faults of the primitive items where there is no path. */
export const checkpointFaults: Faults = faultsAt(() => '');
