import { Diagnostic } from '@wasm-checkpoint/bytes';
import type { Element } from '@wasm-checkpoint/wasm';
import { elementLength } from '../../segments.js';
import type { Correspondence } from '../correspondence.js';
import { placeOfSpace } from '../tokens.js';
import { shapeDifference, type Version, type Versions } from '../versions.js';
import { linkAlike } from './anchors.js';
import { named } from './uses.js';

/** A pair of functions that may correspond as far as their types and names go. */
function mayCorrespond(both: Versions, index: number, image: number, into: Correspondence): boolean {
  if (into.image('funcidx', index) >= 0 || into.origin('funcidx', image) >= 0) return false;
  if (both.old.view.funcType(index) !== both.updated.view.funcType(image)) return false;
  return named(both, index, image) !== 'differently';
}

/** The function of an item of an element segment; -1 where it is none. */
function functionAt({ view, tokeniser, tokens }: Version, { items }: Element, item: number): number {
  if (items.kind === 'funcidx') return items.funcs[item] ?? -1;
  const expr = items.exprs[item];
  if (expr === undefined) return -1;
  tokeniser.expr(expr, tokens);
  // `ref.func x end` is the one expression of two instructions that names a function.
  const isFunction = tokens.starts.length === 2 && tokens.sites.length === 1;
  const funcidx = isFunction ? tokens.words.at(tokens.sites.at(0)) : -1;
  return funcidx < view.module.funcs.length && tokens.spaces.at(0) === placeOfSpace.funcidx ? funcidx : -1;
}

/** Whether two functions are alike but for the indices that they name. */
function alike({ old, updated }: Versions, index: number, image: number): boolean {
  if (!old.view.defines(index) || !updated.view.defines(image)) return false;
  try {
    old.tokeniser.body(index, old.tokens);
    updated.tokeniser.body(image, updated.tokens);
  } catch (fault) {
    if (fault instanceof Diagnostic) return false;
    throw fault;
  }
  return shapeDifference(old.tokens, updated.tokens) < 0;
}

/**
 * Links functions that are left by their places in element segments that correspond: from the first item on, and from the
 * last one back, as long as what stands there does not contradict what is linked.
 */
function linkItems(
  both: Versions,
  [index, image]: readonly [number, number],
  into: Correspondence,
  onlyAlike: boolean,
): void {
  const from = both.old.view.module.elements[index];
  const to = both.updated.view.module.elements[image];
  if (from === undefined || to === undefined) return;
  const lengths = [elementLength(from), elementLength(to)] as const;
  const common = Math.min(...lengths);
  const walk = (itemOf: (step: number, length: number) => number): void => {
    for (let step = 0; step < common; step++) {
      const old = functionAt(both.old, from, itemOf(step, lengths[0]));
      const updated = functionAt(both.updated, to, itemOf(step, lengths[1]));
      if (old < 0 || updated < 0) {
        if (old !== updated) return;
        continue;
      }
      if (into.image('funcidx', old) === updated) continue;
      if (!mayCorrespond(both, old, updated, into)) return;
      if (onlyAlike && !alike(both, old, updated)) continue;
      linkAlike(both, 'funcidx', old, updated, 'place', into);
    }
  };
  walk((step) => step);
  walk((step, length) => length - 1 - step);
}

/**
 * Links functions that are left between two neighbours that correspond, where as many are left in both versions and their
 * types are equal one by one.
 */
export function linkNeighbours(both: Versions, into: Correspondence): void {
  const { old, updated } = both;
  const end = old.sizes.funcidx;
  let before = updated.imported.funcidx - 1;
  for (let index = old.imported.funcidx; index < end; index++) {
    const image = into.image('funcidx', index);
    if (image >= 0) {
      before = image;
      continue;
    }
    let next = index;
    while (next < end && into.image('funcidx', next) < 0) next++;
    const after = next < end ? into.image('funcidx', next) : updated.sizes.funcidx;
    const gap = next - index;
    const pairs = Array.from({ length: gap }, (_, place) => [index + place, before + 1 + place] as const);
    if (after - before - 1 === gap && pairs.every(([from, to]) => mayCorrespond(both, from, to, into))) {
      for (const [from, to] of pairs) into.link('funcidx', from, to, 'place');
    }
    index = next - 1;
  }
}

/** Links functions that are left by where they stand in element segments: those that are alike, or all. */
export function linkElements(both: Versions, into: Correspondence, onlyAlike: boolean): void {
  for (let index = 0; index < both.old.sizes.elemidx; index++) {
    const image = into.image('elemidx', index);
    if (image >= 0) linkItems(both, [index, image], into, onlyAlike);
  }
}
