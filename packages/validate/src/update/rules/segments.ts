import type { Element } from '@wasm-checkpoint/wasm';
import { elementLength } from '../../segments.js';
import { placeOfSpace, type Tokens } from '../tokens.js';
import { entityName, type Replaced, type Update } from '../update.js';
import { difference, type Version } from '../versions.js';
import type { UpdateRuleFamily } from './rule.js';

type SegmentSpace = 'elemidx' | 'dataidx';

/** For each segment of the new module the first function that refers to it and is not new. */
function usersOf({ comparison }: Replaced, space: SegmentSpace): Map<number, number> {
  const { updated } = comparison.both;
  const users = new Map<number, number>();
  for (let funcidx = updated.imported.funcidx; funcidx < updated.sizes.funcidx; funcidx++) {
    if (comparison.correspondence.origin('funcidx', funcidx) < 0) continue;
    const { tokens } = updated;
    updated.tokeniser.body(funcidx, tokens);
    for (let site = 0; site < tokens.sites.length; site++) {
      if (tokens.spaces.at(site) !== placeOfSpace[space]) continue;
      const index = tokens.words.at(tokens.sites.at(site));
      if (!users.has(index)) users.set(index, funcidx);
    }
  }
  return users;
}

/** An item of an element segment as the tokens of an expression. */
function readItem({ tokeniser, tokens }: Version, { items }: Element, item: number): Tokens {
  if (items.kind === 'funcidx') tokeniser.refFunc(items.funcs[item] ?? -1, tokens);
  else {
    const expr = items.exprs[item];
    if (expr !== undefined) tokeniser.expr(expr, tokens);
  }
  return tokens;
}

function sameElements({ comparison }: Replaced, index: number, image: number): boolean {
  const { both, correspondence } = comparison;
  const from = both.old.view.module.elements[index];
  const to = both.updated.view.module.elements[image];
  if (from === undefined || to === undefined || elementLength(from) !== elementLength(to)) return false;
  for (let item = 0; item < elementLength(from); item++) {
    if (difference(readItem(both.old, from, item), readItem(both.updated, to, item), correspondence) >= 0) return false;
  }
  return true;
}

/** The bytes of a data segment. */
export function dataBytes({ view }: Version, index: number): Uint8Array {
  const data = view.module.data[index];
  return data === undefined ? new Uint8Array(0) : view.module.bytes.subarray(data.start, data.end);
}

export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}

/** Whether the passive segments of two versions hold the same. Clause valid-update-segment. */
export function sameSegment(replaced: Replaced, space: SegmentSpace, index: number, image: number): boolean {
  const { both } = replaced.comparison;
  if (space === 'elemidx') return sameElements(replaced, index, image);
  return sameBytes(dataBytes(both.old, index), dataBytes(both.updated, image));
}

const kinds = { elemidx: 'element', dataidx: 'data' } as const;
const nameSpaces = { elemidx: 'elements', dataidx: 'data' } as const;

function checkSegments(
  update: Update,
  replaced: Replaced & { readonly instanceidx: number },
  space: SegmentSpace,
  dropped: ReadonlySet<number>,
): void {
  const { old, updated, comparison, moduleidx, instanceidx } = replaced;
  const segments = space === 'elemidx' ? old.module.elements : old.module.data;
  const images = space === 'elemidx' ? updated.module.elements : updated.module.data;
  let users: Map<number, number> | undefined;
  for (const [index, { mode }] of segments.entries()) {
    const image = comparison.correspondence.image(space, index);
    const to = images[image];
    if (mode.kind !== 'passive' || dropped.has(index) || to === undefined) continue;
    const what = to.mode.kind === 'passive' ? 'differs' : `is ${to.mode.kind}`;
    if (to.mode.kind === 'passive' && sameSegment(replaced, space, index, image)) continue;
    users ??= usersOf(replaced, space);
    const funcidx = users.get(image);
    if (funcidx === undefined) continue;
    const name = entityName(old, nameSpaces[space], index);
    const path = `instances[${instanceidx}]`;
    const user = entityName(updated, 'funcs', funcidx);
    // clause: valid-update-segment
    update.obstruct('CKPT3176', { kind: kinds[space], name, what, user }, path, {
      kind: 'segment',
      module: moduleidx,
      index,
      image,
      name,
      verdict: 'changed',
      places: [path],
    });
  }
}

/** Passive segments that are not dropped and may be used: as they were. */
export const segments: UpdateRuleFamily = {
  name: 'update segments',
  judgement: 'E',
  clauses: ['valid-update-segment'],
  run(update) {
    if (!update.context.on('valid-update-segment')) return;
    for (const replaced of update.instances()) {
      const instance = update.checkpoint.instances[replaced.instanceidx];
      const elems = instance?.elems.flatMap(({ kind, index }) => (kind === 'dropped' ? [index] : [])) ?? [];
      checkSegments(update, replaced, 'elemidx', new Set(elems));
      checkSegments(update, replaced, 'dataidx', new Set(instance?.datas ?? []));
    }
  },
};
