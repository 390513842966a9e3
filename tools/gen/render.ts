import type { Table } from './catalogue.js';

/** A row as read from JSON: a flat object whose values are JSON. */
export type Row = Readonly<Record<string, unknown>>;

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A JSON value as TypeScript source that Biome would leave as it is. */
function literal(value: unknown): string {
  if (typeof value === 'string') return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (value !== null && typeof value === 'object') {
    const fields = Object.entries(value).map(
      ([name, field]) => `${/^[A-Za-z_]\w*$/.test(name) ? name : literal(name)}: ${literal(field)}`,
    );
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
  }
  return String(value);
}

function paramsInterface(table: Table, rows: readonly Row[]): string[] {
  const name = `${capitalise(table.constant.replace(/s$/, ''))}Params`;
  const fields = rows.map((row) => {
    const params = Object.entries(row['params'] as Record<string, string>).map(
      ([param, type]) => `readonly ${param}: ${type}`,
    );
    return `  ${literal(row[table.key])}: ${params.length === 0 ? 'Record<never, never>' : `{ ${params.join('; ')} }`};`;
  });
  return ['', `/** The parameters of each error's message. */`, `export interface ${name} {`, ...fields, '}'];
}

/** The TypeScript file of one table: the rows as a constant, the union of their keys, and a total map by key. */
export function renderTable(table: Table, rows: readonly Row[]): string {
  const keys = rows.map((row) => row[table.key]);
  return [
    `// Generated from schema/${table.rows} by \`npm run gen\`; never edited.`,
    '',
    `/** The rows of schema/${table.rows}, in its order. */`,
    `export const ${table.constant} = [`,
    ...rows.map((row) => `  ${literal(row)},`),
    '] as const;',
    '',
    `/** The \`${table.key}\` of a row. */`,
    `export type ${table.keyType} =${keys.length === 0 ? ' never' : keys.map((key) => `\n  | ${literal(key)}`).join('')};`,
    ...(table.kind === 'errors' ? paramsInterface(table, rows) : []),
    '',
  ].join('\n');
}
