import { Diagnostic } from '@wasm-checkpoint/bytes';
import type { Correspondence } from '../correspondence.js';
import { placeOfSpace, type Tokens } from '../tokens.js';
import type { Version, Versions } from '../versions.js';
import { grouped } from './anchors.js';

const FUNCTIONS = placeOfSpace.funcidx;

/** A hash of 53 bits; what hashes say is only a proposal, which the comparison of bodies judges. */
function hash(
  seed: number,
  { words, sites, spaces }: Tokens,
  siteWord: (space: number, index: number) => number,
): number {
  let high = seed ^ 0x2545f491;
  let low = seed ^ 0x7f4a7c15;
  let site = 0;
  let next = sites.length > 0 ? sites.at(0) : -1;
  const items = words.items;
  for (let place = 0; place < words.length; place++) {
    let word = items[place] ?? 0;
    if (place === next) {
      word = siteWord(spaces.at(site), word);
      site += 1;
      next = site < sites.length ? sites.at(site) : -1;
    }
    low = Math.imul(low ^ word, 0x9e3779b1);
    low ^= low >>> 15;
    high = Math.imul(high ^ word ^ low, 0x85ebca6b);
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}

/** A function by the hash of its body. */
interface Hashed {
  readonly funcidx: number;
  readonly key: string;
  /** Whether every function that the body names is linked. */
  readonly complete: boolean;
}

/** The hashes of functions; those whose bodies cannot be read are left out. */
function hashesOf(
  { tokeniser, tokens, view }: Version,
  funcs: readonly number[],
  /** What an index counts as; undefined for one that is not linked. */
  siteWord: (space: number, index: number) => number | undefined,
): readonly Hashed[] {
  return funcs.flatMap((funcidx): Hashed[] => {
    try {
      tokeniser.body(funcidx, tokens);
    } catch (fault) {
      if (fault instanceof Diagnostic) return [];
      throw fault;
    }
    let complete = true;
    const key = hash(view.funcType(funcidx) ?? -1, tokens, (space, index) => {
      const word = siteWord(space, index);
      if (word === undefined && space === FUNCTIONS) complete = false;
      return word ?? -1;
    });
    return [{ funcidx, key: String(key), complete }];
  });
}

/** The functions that a version defines and that correspond to nothing yet. */
export function openFunctions({ imported, sizes }: Version, linked: Int32Array | undefined): number[] {
  const open: number[] = [];
  for (let funcidx = imported.funcidx; funcidx < sizes.funcidx; funcidx++) {
    if ((linked?.[funcidx] ?? -1) < 0) open.push(funcidx);
  }
  return open;
}

type FunctionPairs = readonly (readonly [number, number])[];

/** Functions with equal hashes in both versions. */
interface Alike {
  readonly old: readonly Hashed[];
  readonly updated: readonly Hashed[];
}

function* groupsOf(old: readonly Hashed[], updated: readonly Hashed[]): Generator<Alike> {
  const images = grouped(updated, ({ key }) => key);
  for (const [key, group] of grouped(old, (each) => each.key)) {
    const image = images.get(key);
    if (image !== undefined) yield { old: group, updated: image };
  }
}

/** Links the functions of a group in order, at most as many as are wanted. */
function linkGroup({ old, updated }: Alike, into: Correspondence, most = old.length): FunctionPairs {
  return old.slice(0, most).flatMap(({ funcidx }, place) => {
    const image = updated[place]?.funcidx;
    return image !== undefined && into.link('funcidx', funcidx, image, 'body') ? [[funcidx, image] as const] : [];
  });
}

const isUnique = ({ old, updated }: Alike): boolean => old.length === 1 && updated.length === 1;

/**
 * Links functions that are left by their bodies, indices of the module left out: those that are alone with a body in both
 * versions.
 */
export function linkUniqueBodies({ old, updated }: Versions, into: Correspondence): void {
  const ignored = (): number => 0;
  const groups = groupsOf(
    hashesOf(old, openFunctions(old, into.images[FUNCTIONS]), ignored),
    hashesOf(updated, openFunctions(updated, into.origins[FUNCTIONS]), ignored),
  );
  for (const group of groups) if (isUnique(group)) linkGroup(group, into);
}

/**
 * Links functions that are left by their bodies under what is linked already, and gives the pairs: those that are alone with
 * a body, and in order those that are alike in all that they name, since it cannot matter which is which. Where there are
 * none of either, one pair of those that are alike in what is linked.
 */
export function linkLikeBodies({ old, updated }: Versions, into: Correspondence): FunctionPairs {
  const groups = [
    ...groupsOf(
      hashesOf(old, openFunctions(old, into.images[FUNCTIONS]), (space, index) => {
        const image = into.images[space]?.[index] ?? -1;
        return image < 0 ? undefined : image;
      }),
      hashesOf(updated, openFunctions(updated, into.origins[FUNCTIONS]), (space, index) =>
        (into.origins[space]?.[index] ?? -1) < 0 ? undefined : index,
      ),
    ),
  ];
  const certain = groups.filter((group) => isUnique(group) || group.old.every(({ complete }) => complete));
  if (certain.length > 0) return certain.flatMap((group) => linkGroup(group, into));
  const [first] = groups;
  return first === undefined ? [] : linkGroup(first, into, 1);
}
