/** The parts of a checkpoint in the order of their sections. */
const parts = [
  'features',
  'parent',
  'types',
  'modules',
  'instances',
  'hostFuncs',
  'tables',
  'memories',
  'globals',
  'tags',
  'structs',
  'arrays',
  'exceptions',
  'hostRefs',
  'threads',
  'hostStates',
] as const;

interface Located {
  readonly offset: number;
  readonly path: string;
}

/** Where a path leads, as numbers: its part of the checkpoint, then the indices on the way. */
function place(path: string): readonly number[] {
  const [part = ''] = path.split(/[.[]/, 1);
  const rank = (parts as readonly string[]).indexOf(part);
  return [rank === -1 ? parts.length : rank, ...[...path.matchAll(/\[(\d+)\]/g)].map(([, index]) => Number(index))];
}

function comparePlaces(left: readonly number[], right: readonly number[]): number {
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? -1) - (right[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Errors in the order of the file: by their offsets, and by their paths where these are alike or unknown. */
export function inFileOrder<Item extends Located>(items: readonly Item[]): readonly Item[] {
  return items
    .map((item) => ({ item, place: place(item.path) }))
    .sort((left, right) => left.item.offset - right.item.offset || comparePlaces(left.place, right.place))
    .map(({ item }) => item);
}
