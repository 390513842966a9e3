import CliTable from 'cli-table3';

/** A cell of a printed table; numbers stand right. */
export type Cell = string | number | bigint;

const bare = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

const isNumber = (cell: Cell | undefined): boolean => typeof cell !== 'string' || /^[<>]?\d[\d,]*( %)?$/.test(cell);

/** Lines of a table without rules, indented; a column whose cells are all numbers stands right. */
export function tableLines(head: readonly string[], rows: readonly (readonly Cell[])[], indent = '  '): string[] {
  if (rows.length === 0) return [];
  const isRight = head.map((_, column) => rows.every((row) => isNumber(row[column])));
  const table = new CliTable({
    head: [...head],
    chars: bare,
    colAligns: isRight.map((right) => (right ? 'right' : 'left')),
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
  });
  for (const row of rows) table.push(row.map(String));
  return table
    .toString()
    .split('\n')
    .map((line) => `${indent}${line}`.trimEnd());
}

/** Items behind a label, as many on a line as `width` columns hold; lines that follow are indented like the first item. */
export function listLines(label: string, items: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = label;
  let filled = false;
  for (const item of items) {
    if (filled && line.length + 2 + item.length > width) {
      lines.push(line);
      line = ' '.repeat(label.length);
      filled = false;
    }
    line += filled ? `  ${item}` : item;
    filled = true;
  }
  return filled ? [...lines, line] : lines;
}
