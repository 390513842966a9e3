import { Diagnostic } from '@wasm-checkpoint/bytes';
import type { Correspondence } from '../correspondence.js';
import { placeOfSpace, type Tokens } from '../tokens.js';
import type { Version, Versions } from '../versions.js';
import { grouped } from './anchors.js';

/** What an index at a site counts as in a hash. */
type SiteWord = (space: number, index: number) => number;

/** A hash of 53 bits; what hashes say is only a proposal, which the comparison of bodies judges. */
function hash(seed: number, { words, sites, spaces }: Tokens, siteWord: SiteWord): number {
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

/** Hashes of bodies, function by function. */
class Hashes {
  readonly #version: Version;
  readonly #siteWord: SiteWord;

  constructor(version: Version, siteWord: SiteWord) {
    this.#version = version;
    this.#siteWord = siteWord;
  }

  /** The hash of a function; undefined where the body cannot be read. */
  of(funcidx: number): string | undefined {
    const { tokeniser, tokens, view } = this.#version;
    try {
      tokeniser.body(funcidx, tokens);
    } catch (fault) {
      if (fault instanceof Diagnostic) return undefined;
      throw fault;
    }
    return String(hash(view.funcType(funcidx) ?? -1, tokens, this.#siteWord));
  }
}

/** The functions that a version defines and that correspond to nothing yet. */
export function openFunctions({ imported, sizes }: Version, linked: Int32Array | undefined): number[] {
  const open: number[] = [];
  for (let funcidx = imported.funcidx; funcidx < sizes.funcidx; funcidx++) {
    if ((linked?.[funcidx] ?? -1) < 0) open.push(funcidx);
  }
  return open;
}

/** Groups of open functions with equal hashes. */
function groupsOf(open: readonly number[], hashes: Hashes): Map<string, number[]> {
  const keys = new Map<number, string>();
  for (const funcidx of open) {
    const key = hashes.of(funcidx);
    if (key !== undefined) keys.set(funcidx, key);
  }
  return grouped(keys.keys(), (funcidx) => keys.get(funcidx) ?? '');
}

const FUNCTIONS = placeOfSpace.funcidx;

/**
 * Links functions that are left by their bodies, indices of the module left out: those that are alone with a body in both
 * versions. Gives the pairs.
 */
export function linkUniqueBodies(
  { old, updated }: Versions,
  into: Correspondence,
): readonly (readonly [number, number])[] {
  const ignored: SiteWord = () => 0;
  return linkGroups(
    groupsOf(openFunctions(old, into.images[FUNCTIONS]), new Hashes(old, ignored)),
    groupsOf(openFunctions(updated, into.origins[FUNCTIONS]), new Hashes(updated, ignored)),
    into,
    false,
  );
}

/** Links functions that are left by their bodies, in order where several are alike under what is linked already. */
export function linkLikeBodies(
  { old, updated }: Versions,
  into: Correspondence,
): readonly (readonly [number, number])[] {
  const oldSite: SiteWord = (space, index) => into.images[space]?.[index] ?? -1;
  const newSite: SiteWord = (space, index) => ((into.origins[space]?.[index] ?? -1) < 0 ? -1 : index);
  return linkGroups(
    groupsOf(openFunctions(old, into.images[FUNCTIONS]), new Hashes(old, oldSite)),
    groupsOf(openFunctions(updated, into.origins[FUNCTIONS]), new Hashes(updated, newSite)),
    into,
    true,
  );
}

function linkGroups(
  groups: Map<string, number[]>,
  images: Map<string, number[]>,
  into: Correspondence,
  inOrder: boolean,
): readonly (readonly [number, number])[] {
  const linked: (readonly [number, number])[] = [];
  for (const [key, group] of groups) {
    const image = images.get(key) ?? [];
    if (!inOrder && (group.length > 1 || image.length > 1)) continue;
    group.forEach((index, place) => {
      const updated = image[place];
      if (updated !== undefined && into.link('funcidx', index, updated, 'body')) linked.push([index, updated]);
    });
  }
  return linked;
}
