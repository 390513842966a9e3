import type { Random } from '../fuzz/random.js';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
/** A place in a JSON value. */
interface Leaf {
  readonly container: Json[] | { [key: string]: Json };
  readonly key: string | number;
}

/** What the algorithm knows nothing of: sections without meaning, and what is inside of zstd frames. */
const opaque = new Set(['customs', 'unknowns', 'frame', 'format', 'version']);

function* leavesOf(json: Json): Generator<Leaf, void, undefined> {
  if (typeof json !== 'object' || json === null) return;
  const entries: [string | number, Json][] = Array.isArray(json) ? [...json.entries()] : Object.entries(json);
  for (const [key, value] of entries) {
    if (opaque.has(String(key))) continue;
    yield { container: json, key };
    yield* leavesOf(value);
  }
}

const step = (choices: Random, bound: number): number => choices.pick([-1, 1, -bound, bound, choices.integer(-9, 9)]);

/** Another value of the same JSON type. */
function changed(value: Json, choices: Random, strings: readonly string[]): Json {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return choices.oneIn(4) ? 0 : value + step(choices, value);
  if (typeof value === 'string') {
    if (/^-?\d+$/.test(value) && !choices.oneIn(3)) return String(BigInt(value) + BigInt(step(choices, 65536)));
    return choices.pick(strings);
  }
  if (!Array.isArray(value)) return value;
  const items = [...value];
  const k = choices.integer(0, Math.max(0, items.length - 1));
  const [item] = items.splice(k, 1);
  if (item === undefined) return items;
  const other = choices.integer(0, items.length);
  if (!choices.oneIn(3)) items.splice(other, 0, item, ...(choices.oneIn(2) ? [structuredClone(item)] : []));
  return items;
}

function get({ container, key }: Leaf): Json {
  return Array.isArray(container) ? (container[Number(key)] ?? null) : (container[key] ?? null);
}

function set({ container, key }: Leaf, value: Json): void {
  if (Array.isArray(container)) container[Number(key)] = value;
  else container[key] = value;
}

/** Changes one to `most` values of a JSON value in place, each to another one of its type. */
export function mutate(json: Json, choices: Random, most: number): void {
  const leaves = [...leavesOf(json)];
  const strings = leaves.map(get).filter((value) => typeof value === 'string');
  for (let count = choices.integer(1, most); count > 0 && leaves.length > 0; count--) {
    const leaf = choices.pick(leaves);
    set(leaf, changed(get(leaf), choices, strings.length === 0 ? [''] : strings));
  }
}
