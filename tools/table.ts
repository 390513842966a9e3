/** A cell of a printed table; numbers stand right. */
export type Cell = string | number;

/** Lines of a table for people: a head, rows, columns as wide as they need. */
export function tableLines(head: readonly string[], rows: readonly (readonly Cell[])[]): string[] {
  const all: readonly (readonly Cell[])[] = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => String(row[column] ?? '').length)));
  const line = (row: readonly Cell[]): string =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        const right = rows.length > 0 && rows.every((other) => typeof other[column] === 'number');
        return right ? String(cell).padStart(width) : String(cell).padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)];
}
