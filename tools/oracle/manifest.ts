import type { Manifest, Offered } from './gen/algorithm.js';
import { completed, type Lists } from './twin.js';

const offers = ['memories', 'tables', 'globals', 'tags'] as const;

const lists: Lists = {
  '': ['features', 'types', 'functions', ...offers, 'hostStates'],
  ...Object.fromEntries(offers.map((space) => [space, ['aliases']])),
  types: ['supertypes'],
  'composite func': ['params', 'results'],
  'composite struct': ['fields'],
};

/** A function type that is written out has both of its lists; a type index stays what it is. */
const withLists = (type: unknown): unknown =>
  typeof type === 'object' && type !== null ? { params: [], results: [], ...type } : type;

/** A host manifest in the form that the algorithm takes: every list and flag written out. It is taken to follow its schema. */
export function manifestOf(json: unknown): Manifest {
  const manifest = completed(json, lists) as Manifest;
  const functions = manifest.functions.map((offer) => ({ ...offer, type: withLists(offer.type) }));
  const rest = offers.map((space) => [
    space,
    manifest[space].map((offer: Offered & { readonly type: unknown }) => ({
      ...offer,
      fresh: offer.fresh ?? false,
      type: space === 'tags' ? withLists(offer.type) : offer.type,
    })),
  ]);
  return { ...manifest, functions, ...Object.fromEntries(rest) } as Manifest;
}
