/** A total map from the key of each row to one of its fields. */
export function column<Row extends Record<Key, string>, Key extends keyof Row, Column extends keyof Row>(
  rows: readonly Row[],
  key: Key,
  field: Column,
): Readonly<Record<Row[Key], Row[Column]>> {
  return Object.fromEntries(rows.map((row) => [row[key], row[field]])) as Record<Row[Key], Row[Column]>;
}

/** The rows by their number, a byte; holes where there is none. */
export function byByte<Row>(rows: readonly Row[], number: (row: Row) => number): readonly (Row | undefined)[] {
  const table = new Array<Row | undefined>(256).fill(undefined);
  for (const row of rows) table[number(row)] = row;
  return table;
}

/** A byte as messages show it. */
export const hex = (value: number): string => `0x${value.toString(16).padStart(2, '0')}`;

/** 32 bits as messages show them. */
export const hex32 = (value: number): string => value.toString(16).padStart(8, '0');

/** Bytes as messages show them. */
export const hexBytes = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
