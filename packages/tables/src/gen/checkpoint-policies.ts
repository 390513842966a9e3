// Generated from schema/checkpoint/policies.json by `npm run gen`; never edited.

/** The rows of schema/checkpoint/policies.json, in its order. */
export const checkpointPolicies = [
  { name: 'reopen', code: 0, doc: 'The consumer obtains the resource anew from what the payload says, such as a file by its path and offset.' },
  { name: 'reissue', code: 1, doc: 'The consumer issues the operation that the payload describes again, such as a timer or a request that may be repeated.' },
  { name: 'fail', code: 2, doc: 'The resource cannot be had again; a consumer that does not itself still hold it refuses to restore.' },
] as const;

/** The `name` of a row. */
export type HostStatePolicy =
  | 'reopen'
  | 'reissue'
  | 'fail';
