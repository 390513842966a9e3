import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Random choices that follow from a seed. */
export interface Random {
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  /** One of some items; throws when there are none. */
  pick<Item>(items: readonly Item[]): Item;
  /** True in one of `n` cases. */
  oneIn(n: number): boolean;
}

export function random(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const integer = (low: number, high: number): number => uniformInt(generator, low, high);
  return {
    integer,
    pick(items) {
      const index = integer(0, items.length - 1);
      if (items.length === 0) throw new RangeError('nothing to pick from');
      return items[index] as (typeof items)[number];
    },
    oneIn: (n) => integer(1, n) === 1,
  };
}
