import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Table } from './catalogue.js';
import type { Row } from './render.js';

/** Reads a table's rows, checks them against their JSON Schema and that no key stands twice; throws a sentence naming the file. */
export function readRows(schemaFolder: string, table: Table): readonly Row[] {
  const path = join(schemaFolder, table.rows);
  if (!existsSync(path)) throw new Error(`schema/${table.rows} is missing`);
  const rows = JSON.parse(readFileSync(path, 'utf8')) as Row[];
  const schema = JSON.parse(readFileSync(join(schemaFolder, table.schema), 'utf8')) as object;
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  if (!ajv.validate(schema, rows))
    throw new Error(`schema/${table.rows}: ${ajv.errorsText(ajv.errors, { separator: '\n  ' })}`);
  const seen = new Set<unknown>();
  for (const row of rows) {
    const key = row[table.key];
    if (seen.has(key)) throw new Error(`schema/${table.rows}: ${String(key)} stands twice`);
    seen.add(key);
  }
  return rows;
}
