import type { ReaderLimits } from '@wasm-checkpoint/format';
import { type ValidatorLimit, validatorLimits } from '@wasm-checkpoint/tables';

/** What a validator is willing to do; one field a row of `schema/checkpoint/validator-limits.json`. */
export type ValidatorLimits = Readonly<Record<ValidatorLimit, number>>;

/** The limits of reading and of validating. */
export type Limits = ReaderLimits & ValidatorLimits;

/** The defaults of the table. */
export const defaultLimits: ValidatorLimits = Object.freeze(
  Object.fromEntries(validatorLimits.map((row) => [row.name, row.default])) as Record<ValidatorLimit, number>,
);
