function entries(value: object): [string, unknown][] {
  if (Array.isArray(value)) return value.map((item, index) => [`[${index}]`, item]);
  if (Symbol.iterator in value) return entries([...(value as Iterable<unknown>)]);
  return Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .map(([key, field]) => [`.${key}`, field]);
}

function bytesDiffer(left: Uint8Array, right: Uint8Array): boolean {
  return left.length !== right.length || left.some((byte, index) => byte !== right[index]);
}

/**
 * The path of the first difference of two checkpoints, or undefined when they are the same: bytes by contents, numbers with
 * the sign of zero, block lists by their blocks. Many times faster than Jest's `toEqual` on memory pages.
 */
export function difference(left: unknown, right: unknown, path = '$'): string | undefined {
  if (Object.is(left, right)) return undefined;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return path;
  if (left instanceof Uint8Array || right instanceof Uint8Array) {
    return left instanceof Uint8Array && right instanceof Uint8Array && !bytesDiffer(left, right) ? undefined : path;
  }
  const ours = entries(left);
  const theirs = new Map(entries(right));
  for (const [key, value] of ours) {
    if (!theirs.has(key)) return `${path}${key}`;
    const inner = difference(value, theirs.get(key), `${path}${key}`);
    if (inner !== undefined) return inner;
    theirs.delete(key);
  }
  const [extra] = theirs.keys();
  return extra === undefined ? undefined : `${path}${extra}`;
}
