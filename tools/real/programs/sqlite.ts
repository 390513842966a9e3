import { realModule } from '../modules.js';
import { emscriptenFunctions, putText, textAt, unexpected } from './emscripten.js';
import type { Host, HostFunctions, RealProgram } from './program.js';

/** Exports of the module by the names that the package's glue gives them. */
const exported = {
  start: 'P',
  malloc: 'Ia',
  open: 'Ha',
  exec: 'W',
  prepare: 'T',
  step: 'U',
  columnText: 'Z',
  errorText: '$',
} as const;

/** A column that asks for the time, which SQLite does once a statement, in the middle of its rows. */
const clock = (column: string, row: number): string =>
  `CASE ${column} WHEN ${row} THEN strftime('%s', 'now') ELSE 0 END`;

const inserts = Array.from(
  { length: 12 },
  (_, round) => `
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)
    INSERT INTO orders SELECT ${round * 1500} + i, i * 7 % 400, date('2020-01-01', (i % 1500) || ' days'),
      CASE i * 31 % 3 WHEN 0 THEN 'paid by card' WHEN 1 THEN 'pays on delivery' ELSE 'gift' END, (i * 13 % 9973) / 100.0,
      ${clock('i', 700 + round)} FROM n;`,
);

/** Tables with text and numbers, indices, updates and joins, in memory. */
const script = `
  CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT, city TEXT);
  CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INTEGER, placed TEXT, note TEXT, total REAL, stamp INTEGER);
  WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 400)
    INSERT INTO customer SELECT i, 'Customer ' || (i * 7919 % 401), 'City ' || (i * 31 % 37) FROM n;
  ${inserts.join('')}
  CREATE INDEX orders_by_day ON orders (placed, total);
  UPDATE orders SET note = note || ' (late)', stamp = stamp + ${clock('id', 9000)} WHERE id % 11 = 0 OR id = 9000;
  DELETE FROM orders WHERE id % 9 = 0;
  CREATE TABLE answer AS
    SELECT c.city AS city, count(*) AS orders, sum(o.total) AS total, max(${clock('o.id', 17004)}) AS stamp
    FROM orders o JOIN customer c ON c.id = o.customer WHERE o.note LIKE '%a%' GROUP BY 1 ORDER BY 3 DESC;
`;

const call = ({ guest }: Host, name: keyof typeof exported, ...args: readonly number[]): number =>
  Number(guest.call(exported[name], ...args) ?? 0);

function functions(host: Host): HostFunctions {
  const { assertFail, environ, environSizes, resizeHeap, localtime, tzset, dateNow, performanceNow } =
    emscriptenFunctions(host);
  const names = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN'.split('');
  const none = Object.fromEntries(names.map((name) => [name, unexpected(name)]));
  /** No such file. */
  const missing = () => -44;
  return {
    a: {
      ...none,
      a: assertFail,
      c: performanceNow,
      d: dateNow,
      l: resizeHeap,
      x: missing,
      A: localtime,
      B: tzset,
      F: () => 0,
      G: environ,
      H: environSizes,
    },
  };
}

/** The one value of a query of one row. */
function query(host: Host, database: number, sql: string): string {
  const allocate = (size: number): number => call(host, 'malloc', size);
  const statement = allocate(4);
  const text = putText(host, sql, allocate);
  const prepared = call(host, 'prepare', database, text, -1, statement, 0);
  const { buffer, byteOffset } = host.guest.memory();
  const handle = new DataView(buffer, byteOffset).getUint32(statement, true);
  if (prepared !== 0 || call(host, 'step', handle) !== 100) {
    throw new Error(`SQLite: ${textAt(host, call(host, 'errorText', database))}`);
  }
  return textAt(host, call(host, 'columnText', handle, 0));
}

/** SQLite, which works on a database in memory; every statement of the default script asks for the time once. */
export const sqlite: RealProgram = {
  name: 'sqlite',
  module: realModule('sqlite'),
  script,
  expected: '37 10546 514570.28 1700000000: City 32, City 35, City 13',
  harmless: { module: 'a', name: 'd' },
  deepCall: 14,
  functions,
  prepare(host, source) {
    host.guest.call(exported.start);
    const allocate = (size: number): number => call(host, 'malloc', size);
    const pointer = allocate(4);
    const opened = call(host, 'open', putText(host, ':memory:', allocate), pointer);
    if (opened !== 0) throw new Error(`SQLite: error ${opened}`);
    const { buffer, byteOffset } = host.guest.memory();
    const database = new DataView(buffer, byteOffset).getUint32(pointer, true);
    return { name: exported.exec, args: [database, putText(host, source, allocate), 0, 0, 0] };
  },
  answer(host, { args: [database] }, result) {
    if (result !== 0) throw new Error(`SQLite: ${textAt(host, call(host, 'errorText', Number(database)))}`);
    const sums = "count(*) || ' ' || sum(orders) || ' ' || round(sum(total), 2) || ' ' || sum(stamp)";
    const first = "(SELECT group_concat(city, ', ') FROM answer WHERE rowid <= 3)";
    return query(host, Number(database), `SELECT ${sums} || ': ' || ${first} FROM answer`);
  },
};
