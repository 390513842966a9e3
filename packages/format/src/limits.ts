import { type CheckpointLimit, checkpointLimits } from '@wasm-checkpoint/tables';
import { fault } from './faults.js';

/** What a reader is willing to take; one field a row of `schema/checkpoint/limits.json`. */
export type ReaderLimits = Readonly<Record<CheckpointLimit, number>>;

/** The defaults of the limit table. */
export const defaultLimits: ReaderLimits = Object.freeze(
  Object.fromEntries(checkpointLimits.map((row) => [row.name, row.default])) as Record<CheckpointLimit, number>,
);

/** The defaults with some of them replaced. */
export function withLimits(some?: Partial<ReaderLimits>): ReaderLimits {
  return some === undefined ? defaultLimits : { ...defaultLimits, ...some };
}

/** Throws CKPT9001 when `value` exceeds the limit `name`. */
export function checkLimit(
  limits: ReaderLimits,
  name: CheckpointLimit,
  value: number | bigint,
  offset: number,
  path = '',
): void {
  const max = limits[name];
  // clause: lim-exceeded
  if (value > max) throw fault('CKPT9001', { limit: name, value: BigInt(value), max: BigInt(max) }, offset, path);
}
