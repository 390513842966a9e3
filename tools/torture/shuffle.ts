import { random } from '../fuzz/random.js';

/** The items in an order that follows from a seed. */
export function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const source = random(seed);
  const left = [...items];
  return items.flatMap(() => left.splice(source.integer(0, left.length - 1), 1));
}
