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

/** Faults of the primitive items, in the codes of the checkpoint format. */
export class CheckpointFaults implements Faults {
  readonly #base: number;
  readonly #path: { toString(): string };

  /** `base` is the offset in the file of the bytes that are read, `path` says where the reader is. */
  constructor(base = 0, path: { toString(): string } = '') {
    this.#base = base;
    this.#path = path;
  }

  #fault<Code extends CheckpointErrorCode>(
    code: Code,
    params: CheckpointErrorParams[Code],
    offset: number,
  ): Diagnostic {
    return fault(code, params, this.#base + offset, this.#path.toString());
  }

  // clause: conv-bytes
  unexpectedEnd(offset: number, needed: number): Diagnostic {
    return this.#fault('CKPT1001', { needed }, offset);
  }

  // clause: conv-leb-length
  lebTooLong(offset: number, bits: number): Diagnostic {
    return this.#fault('CKPT1002', { bits }, offset);
  }

  // clause: conv-leb-length
  lebTooLarge(offset: number, bits: number): Diagnostic {
    return this.#fault('CKPT1003', { bits }, offset);
  }

  // clause: conv-leb-minimal
  lebNotMinimal(offset: number): Diagnostic {
    return this.#fault('CKPT1004', {}, offset);
  }

  // clause: conv-name
  notUtf8(offset: number): Diagnostic {
    return this.#fault('CKPT1005', {}, offset);
  }

  // clause: conv-count
  countTooLarge(offset: number, count: number, remaining: number): Diagnostic {
    return this.#fault('CKPT1006', { count, remaining }, offset);
  }
}

/** Faults of the primitive items where there is no path. */
export const checkpointFaults: Faults = new CheckpointFaults();
