import type { Findings } from '../../finding.js';
import { Correspondence, type Evidence, evidences, linkGiven, type Pairs } from '../correspondence.js';
import { difference, type Versions } from '../versions.js';
import { linkAnchors } from './anchors.js';
import { linkElements, linkNeighbours } from './places.js';
import { linkContents, linkRemains } from './remains.js';
import { linkLikeBodies, linkUniqueBodies } from './shapes.js';
import { linkUses } from './uses.js';

/** Each round reads the functions that are left, whose number falls; real modules take a few. */
const ROUNDS = 64;

/** All pairs of functions that the modules define, or those of some evidence. */
function definedPairs(
  { old }: Versions,
  from: Correspondence,
  of: readonly Evidence[] = evidences,
): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  for (let index = old.imported.funcidx; index < old.sizes.funcidx; index++) {
    const image = from.image('funcidx', index);
    const evidence = from.evidence('funcidx', index);
    if (evidence !== undefined && of.includes(evidence)) pairs.push([index, image]);
  }
  return pairs;
}

/**
 * Takes the images of immutable globals away whose initialisers differ, since no update is valid with them; those that
 * were given stay. Clause valid-immutable-global.
 */
function dropConstants({ old, updated }: Versions, into: Correspondence): void {
  old.view.module.definedGlobals.forEach(({ type, init }, position) => {
    const index = old.imported.globalidx + position;
    const image = into.image('globalidx', index);
    const other = updated.view.module.definedGlobals[image - updated.imported.globalidx];
    if (type.mutable || other === undefined || other.type.mutable) return;
    if (into.evidence('globalidx', index) === 'given') return;
    old.tokeniser.expr(init, old.tokens);
    updated.tokeniser.expr(other.init, updated.tokens);
    if (difference(old.tokens, updated.tokens, into) >= 0) into.unlink('globalidx', index);
  });
}

/** How the correspondence of an update comes about. */
export interface SearchOptions {
  /** Pairs that are known. */
  readonly pairs?: Pairs;
  /** The given pairs are all there are; false by default. */
  readonly complete?: boolean;
}

/**
 * A correspondence between two versions of a module: the given pairs, then imports, exports and names, then bodies, then
 * the places at which what corresponds refers to what is left. Findings are of given pairs only.
 *
 * Source: the recommendation of spec/validation.md, judgement E.
 */
export function findCorrespondence(
  both: Versions,
  options: SearchOptions,
  findings: Findings | undefined,
): Correspondence {
  const { old, updated } = both;
  const found = new Correspondence(old.sizes, updated.sizes);
  linkGiven(old.view, updated.view, options.pairs ?? {}, found, findings);
  if (options.complete === true) return found;
  linkAnchors(both, found);
  linkContents(both, found);
  linkUniqueBodies(both, found);
  linkUses(both, definedPairs(both, found), found);
  linkRemains(both, found, ['elemidx']);
  linkElements(both, found, true);
  linkUses(both, definedPairs(both, found, ['place']), found);
  for (let round = 0; round < ROUNDS; round++) {
    const pairs = linkLikeBodies(both, found);
    if (pairs.length === 0) break;
    linkUses(both, pairs, found);
  }
  linkRemains(both, found);
  linkElements(both, found, false);
  linkNeighbours(both, found);
  linkUses(both, definedPairs(both, found, ['place']), found);
  dropConstants(both, found);
  return found;
}
