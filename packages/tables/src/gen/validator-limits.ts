// Generated from schema/checkpoint/validator-limits.json by `npm run gen`; never edited.

/** The rows of schema/checkpoint/validator-limits.json, in its order. */
export const validatorLimits = [
  { name: 'maxErrors', default: 100, unit: 'errors', doc: 'Errors that are collected before the search for more ends.' },
  { name: 'maxSubtypingDepth', default: 63, unit: 'types', doc: 'Length of a chain of declared supertypes of a checkpoint.' },
  { name: 'maxSteps', default: 20000000, unit: 'steps', doc: 'Steps of work that is not bounded by the size of the input: segments of each instance, functions in search of tail calls.' },
] as const;

/** The `name` of a row. */
export type ValidatorLimit =
  | 'maxErrors'
  | 'maxSubtypingDepth'
  | 'maxSteps';
