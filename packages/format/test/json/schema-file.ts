import { readFileSync } from 'node:fs';

/** `schema/checkpoint.schema.json`, which `npm run gen` writes. */
export const readSchemaFile = (): string =>
  readFileSync(new URL('../../../../schema/checkpoint.schema.json', import.meta.url), 'utf8');
