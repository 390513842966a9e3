import type { JsonLine } from './output.js';

/** The last line of `--json` of a command that accepts what it was given; clause emb-json-lines. */
export const accepted = (judgement: string): JsonLine => ({
  type: 'verdict',
  judgement,
  accepted: true,
  errors: 0,
  format: 1,
});

/** The last line of `--json` of a command that refuses. */
export const refused = (judgement: string): JsonLine => ({
  type: 'verdict',
  judgement,
  accepted: false,
  errors: 1,
  format: 1,
});
