import type { Checker } from './checker.js';

/** clause: conv-ascending */
export function checkAscending<Item>(
  checker: Checker,
  field: string,
  items: readonly Item[],
  what: string,
  compare: (left: Item, right: Item) => number,
): void {
  checker.each(field, items, (item, index) => {
    const previous = items[index - 1];
    if (index > 0 && compare(previous as Item, item) >= 0) throw checker.fault('CKPT1033', { what });
  });
}
