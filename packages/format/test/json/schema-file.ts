import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkpointJsonSchema } from '@wasm-checkpoint/format';

const path = fileURLToPath(new URL('../../../../schema/checkpoint.schema.json', import.meta.url));

/** The schema as its file holds it. */
export const schemaText = (): string => `${JSON.stringify(checkpointJsonSchema(), undefined, 2)}\n`;

export const readSchemaFile = (): string => readFileSync(path, 'utf8');

// `node packages/format/dist-test/json/schema-file.js` writes the file anew.
if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(path, schemaText());
