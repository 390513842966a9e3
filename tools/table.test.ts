import { tableLines } from './table.js';

test('columns are as wide as they need, numbers stand right', () => {
  expect(
    tableLines(
      ['name', 'n'],
      [
        ['a', 1],
        ['longer', 20],
      ],
    ),
  ).toEqual(['name     n', '------  --', 'a        1', 'longer  20']);
});

test('a table may be empty', () => {
  expect(tableLines(['a', 'b'], [])).toEqual(['a  b', '-  -']);
});
