import type { Tree } from '../tidy/tree.js';
import { type Column, code, markdownTable, page, type Row } from './markdown.js';
import { hex, literal, plain, rowsOf } from './rows.js';

/** The bytes of an opcode: one, or a prefix and a LEB128 integer. */
function opcodeBytes(row: Row): string {
  const prefix = Number(row['prefix']);
  const opcode = Number(row['opcode']);
  if (prefix === 0) return hex(opcode);
  const bytes = [prefix];
  for (let rest = opcode; ; rest >>>= 7) {
    bytes.push(rest >= 0x80 ? (rest & 0x7f) | 0x80 : rest);
    if (rest < 0x80) break;
  }
  return bytes.map(hex).join(' ');
}

/** `spec/gen/opcodes.md`: every instruction that the reader knows. */
export function opcodesPage(tree: Tree): string {
  const rows = rowsOf(tree, 'wasm/opcodes.json');
  const columns: readonly Column[] = [
    { title: 'bytes', cell: (row) => code(opcodeBytes(row)) },
    literal('instruction', 'name'),
    plain('immediates', 'immediates'),
    literal('type', 'type'),
    plain('feature', 'feature'),
    plain('at capture', 'role'),
  ];
  return page(
    'Instructions',
    `The ${rows.length} instructions of WebAssembly that the reader knows, with the feature that each belongs to and what it is to a capture.`,
    [markdownTable(columns, rows)],
  );
}
