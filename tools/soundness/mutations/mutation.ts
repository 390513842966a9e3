import type { Checkpoint } from '@wasm-checkpoint/format';
import type { Random } from '../../fuzz/random.js';
import type { Subject } from '../subject.js';

/** A changed checkpoint and what was changed, in words. */
export interface Change {
  readonly checkpoint: Checkpoint;
  readonly what: string;
}

/** One change of a checkpoint; undefined where there is nothing to change in this way. Nothing that was given is written to. */
export type Mutation = (subject: Subject, checkpoint: Checkpoint, random: Random) => Change | undefined;

/** A list with another item at an index. */
export const replaced = <Item>(list: readonly Item[], index: number, item: Item): readonly Item[] =>
  list.map((each, at) => (at === index ? item : each));

/** A list with some items in the place of `count` at an index. */
export const spliced = <Item>(
  list: readonly Item[],
  index: number,
  count: number,
  ...items: Item[]
): readonly Item[] => [...list.slice(0, index), ...items, ...list.slice(index + count)];

/** An index of a list; undefined where it is empty. */
export const indexOf = (list: readonly unknown[], random: Random): number | undefined =>
  list.length === 0 ? undefined : random.integer(0, list.length - 1);

/** An index into a list of a length, now and then one that there is not. */
export const anyIndex = (length: number, random: Random): number =>
  length === 0 || random.oneIn(12) ? random.pick([length, length + 1, 0, 0xffff]) : random.integer(0, length - 1);

/** A change of one item of a list of the checkpoint. */
export function changeItem<
  Key extends keyof Checkpoint,
  Item extends Checkpoint[Key] extends readonly (infer I)[] ? I : never,
>(
  checkpoint: Checkpoint,
  key: Key,
  random: Random,
  change: (item: Item, index: number) => readonly [Item, string] | undefined,
): Change | undefined {
  const list = checkpoint[key] as unknown as readonly Item[];
  const index = indexOf(list, random);
  const item = index === undefined ? undefined : list[index];
  if (index === undefined || item === undefined) return undefined;
  const changed = change(item, index);
  if (changed === undefined) return undefined;
  const [next, what] = changed;
  return { checkpoint: { ...checkpoint, [key]: replaced(list, index, next) }, what: `${key}[${index}]${what}` };
}
