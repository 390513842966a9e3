import { createRequire } from 'node:module';

interface Database {
  run(sql: string): void;
  exec(sql: string): readonly { readonly values: readonly (readonly unknown[])[] }[];
}

/** Tables with text and numbers, indices, joins, updates and deletions, in memory. */
const statements = [
  // The main database of sql.js is a file of its JavaScript part; this one lies in the module's memory.
  "ATTACH DATABASE ':memory:' AS work",
  'CREATE TABLE work.customer (id INTEGER PRIMARY KEY, name TEXT, city TEXT, credit REAL)',
  'CREATE TABLE work.orders (id INTEGER PRIMARY KEY, customer INTEGER, placed TEXT, note TEXT, total REAL)',
  `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)
   INSERT INTO work.customer SELECT i, 'Customer ' || (i * 7919 % 60013), 'City ' || (i * 31 % 977), (i * 17 % 1000) * 10 FROM n`,
  `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000)
   INSERT INTO work.orders SELECT i, i * 7 % 60000, date('2020-01-01', (i % 1500) || ' days'),
     CASE i * 31 % 4 WHEN 0 THEN 'paid by card, to be sent to the office' WHEN 1 THEN 'pays on delivery, call before'
       WHEN 2 THEN 'gift, do not send the invoice along' ELSE 'sent on ' || date('2020-01-03', (i % 1500) || ' days') END,
     (i * 13 % 9973) / 100.0 FROM n`,
  'CREATE INDEX work.orders_by_customer ON orders (customer)',
  'CREATE INDEX work.orders_by_day ON orders (placed, total)',
  'CREATE INDEX work.customer_by_name ON customer (name)',
  "UPDATE orders SET note = note || ' (late)' WHERE id % 11 = 0",
  'DELETE FROM orders WHERE id % 9 = 0',
];

/** Works on a database in SQLite; its instance stays as it is afterwards. */
export async function runSqlite(): Promise<void> {
  const init = createRequire(import.meta.url)('sql.js') as () => Promise<{ Database: new () => Database }>;
  const database = new (await init()).Database();
  for (const statement of statements) database.run(statement);
  const rows = database.exec(
    'SELECT c.city, count(*), sum(o.total) FROM orders o JOIN customer c ON c.id = o.customer GROUP BY 1 ORDER BY 3 DESC',
  );
  if (rows[0]?.values.length !== 977) throw new Error('SQLite gave something else');
}
