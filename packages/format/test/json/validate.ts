import { Ajv2020 } from 'ajv/dist/2020.js';
import { readSchemaFile } from './schema-file.js';

const ajv = new Ajv2020({
  strict: true,
  strictTypes: true,
  strictTuples: true,
  strictRequired: true,
  allErrors: false,
});

/** Whether the schema of the JSON twin, as its file holds it, accepts a value. */
export const validate = ajv.compile(JSON.parse(readSchemaFile()) as object);
