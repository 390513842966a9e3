import { Diagnostic } from '@wasm-checkpoint/bytes';
import { type IndexSpace, indexSpaces, namesOf } from '@wasm-checkpoint/wasm';
import type { Correspondence } from '../correspondence.js';
import { placeOfSpace } from '../tokens.js';
import { shapeDifference, type Versions } from '../versions.js';
import { entitySpaces, linkAlike } from './anchors.js';

/** As many pairs of functions are looked at before it is seen what they say. */
const CHUNK = 512;

/** Counts, for what corresponds to nothing yet, at how many places a pair of indices stands in functions that correspond. */
class Votes {
  readonly #counts = indexSpaces.map(() => new Map<number, Map<number, number>>());

  add(space: number, old: number, updated: number): void {
    const counts = this.#counts[space];
    if (counts === undefined) return;
    let images = counts.get(old);
    if (images === undefined) {
      images = new Map();
      counts.set(old, images);
    }
    images.set(updated, (images.get(updated) ?? 0) + 1);
  }

  /** The pairs of a space, those with most places first. */
  pairs(space: IndexSpace): readonly (readonly [number, number])[] {
    const pairs: { readonly pair: readonly [number, number]; readonly count: number }[] = [];
    for (const [old, images] of this.#counts[placeOfSpace[space]] ?? []) {
      for (const [updated, count] of images) pairs.push({ pair: [old, updated], count });
    }
    return pairs.sort((left, right) => right.count - left.count).map(({ pair }) => pair);
  }
}

/** Whether both functions have names in the name section, and different ones. */
export function named(both: Versions, old: number, updated: number): 'differently' | undefined {
  const before = namesOf(both.old.view.module).of('functions').get(old);
  const after = namesOf(both.updated.view.module).of('functions').get(updated);
  return before !== undefined && after !== undefined && before !== after ? 'differently' : undefined;
}

/** Whether something is left in a space on both sides. */
const isOpen = (into: Correspondence, space: IndexSpace): boolean =>
  (into.images[placeOfSpace[space]]?.includes(-1) ?? false) &&
  (into.origins[placeOfSpace[space]]?.includes(-1) ?? false);

/**
 * Links what is left by the places at which functions that correspond, and are alike but for their indices, refer to it.
 *
 * Starts with the given pairs of functions, goes on with those that it links, and ends when nothing is left.
 */
export function linkUses(
  both: Versions,
  functions: readonly (readonly [number, number])[],
  into: Correspondence,
): void {
  const queue = functions.slice();
  let next = 0;
  while (next < queue.length) {
    const open = entitySpaces.filter((space) => isOpen(into, space));
    if (open.length === 0) return;
    const votes = new Votes();
    for (const end = Math.min(queue.length, next + CHUNK); next < end; next++) {
      const pair = queue[next];
      if (pair !== undefined) countSites(both, pair, into, votes);
    }
    for (const space of open) {
      for (const [index, image] of votes.pairs(space)) {
        if (space === 'funcidx' && named(both, index, image) === 'differently') continue;
        const linked = linkAlike(both, space, index, image, 'use', into);
        if (linked && space === 'funcidx') queue.push([index, image]);
      }
    }
  }
}

function countSites(
  { old, updated }: Versions,
  [index, image]: readonly [number, number],
  into: Correspondence,
  votes: Votes,
): void {
  const { tokens } = old;
  try {
    old.tokeniser.body(index, tokens);
    updated.tokeniser.body(image, updated.tokens);
  } catch (fault) {
    if (fault instanceof Diagnostic) return;
    throw fault;
  }
  if (shapeDifference(tokens, updated.tokens) >= 0) return;
  for (let site = 0; site < tokens.sites.length; site++) {
    const space = tokens.spaces.at(site);
    const place = tokens.sites.at(site);
    const from = tokens.words.at(place);
    const to = updated.tokens.words.at(place);
    if ((into.images[space]?.[from] ?? 0) < 0 && (into.origins[space]?.[to] ?? 0) < 0) votes.add(space, from, to);
  }
}
