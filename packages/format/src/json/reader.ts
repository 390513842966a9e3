import type { Diagnostic } from '@wasm-checkpoint/bytes';
import type { CheckpointErrorCode, CheckpointErrorParams, CheckpointLimit } from '@wasm-checkpoint/tables';
import { fault } from '../faults.js';
import { checkLimit, type ReaderLimits } from '../limits.js';
import { Path } from '../path.js';

/** The JSON type of a value, as messages name it. */
function typeName(json: unknown): string {
  if (json === null) return 'null';
  if (Array.isArray(json)) return 'array';
  return typeof json;
}

/** The longest part of a text that a message repeats. */
const QUOTED = 40;

/** A text as messages show it. */
export function quote(text: string): string {
  return JSON.stringify(text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text);
}

/** Where a walk over a JSON value is, and what it may take. */
export class JsonReader {
  readonly path = new Path();
  readonly limits: ReaderLimits;
  readonly #totals = new Map<CheckpointLimit, number>();

  constructor(limits: ReaderLimits) {
    this.limits = limits;
  }

  fault<Code extends CheckpointErrorCode>(code: Code, params: CheckpointErrorParams[Code]): Diagnostic {
    return fault(code, params, 0, this.path.toString());
  }

  /** The diagnostic for a value of another JSON type. */
  wrongType(expected: string, json: unknown): Diagnostic {
    return this.fault('CKPT1101', { expected, found: typeName(json) }); // clause: json-shape
  }

  /** Throws CKPT9001 when `value` exceeds a limit. */
  limit(name: CheckpointLimit, value: number | bigint): void {
    if (value > this.limits[name]) checkLimit(this.limits, name, value, 0, this.path.toString());
  }

  /** Adds to a number that is limited over the whole checkpoint. */
  total(name: CheckpointLimit, value: number): void {
    const sum = (this.#totals.get(name) ?? 0) + value;
    this.#totals.set(name, sum);
    this.limit(name, sum);
  }
}
