import { readJson } from '../tidy/check.js';
import type { Tree } from '../tidy/tree.js';
import { type Column, code, field, type Row } from './markdown.js';

/** The rows of a table under `schema/`; none when the table does not exist. */
export const rowsOf = (tree: Tree, path: string): readonly Row[] =>
  tree.files.includes(`schema/${path}`) ? readJson<readonly Row[]>(tree, `schema/${path}`) : [];

export const hex = (value: unknown): string =>
  typeof value === 'number' ? `0x${value.toString(16).toUpperCase().padStart(2, '0')}` : '';

/** A column that shows a field as it is. */
export const plain = (title: string, name: string): Column => ({ title, cell: field(name) });

/** A column that shows a field as code. */
export const literal = (title: string, name: string): Column => ({ title, cell: (row) => code(field(name)(row)) });

/** A column that shows a number as hexadecimal. */
export const hexadecimal = (title: string, name: string): Column => ({ title, cell: (row) => code(hex(row[name])) });
