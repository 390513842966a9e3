import { faultText } from '../check.js';
import { memoryTree } from '../tree.js';
import { compareGenerated } from './generated.js';

describe('generated', () => {
  const expected = new Map([
    ['spec/gen/a.md', 'a'],
    ['spec/gen/b.md', 'b'],
  ]);

  test('equal files pass', () => {
    expect(
      compareGenerated(memoryTree({ 'spec/gen/a.md': 'a', 'spec/gen/b.md': 'b', 'spec/c.md': '' }), expected),
    ).toEqual([]);
  });

  test('stale, missing and left-over files are found', () => {
    const tree = memoryTree({ 'spec/gen/a.md': 'old', 'packages/tables/src/gen/old.ts': '' });
    expect(compareGenerated(tree, expected).map(faultText)).toEqual([
      'spec/gen/a.md: is stale: npm run gen',
      'spec/gen/b.md: is missing: npm run gen',
      'packages/tables/src/gen/old.ts: is no longer generated; remove it',
    ]);
  });
});
