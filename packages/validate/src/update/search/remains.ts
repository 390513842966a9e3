import type { IndexSpace } from '@wasm-checkpoint/wasm';
import { closeModuleExtern, externText } from '../../externtype.js';
import type { Correspondence, Evidence } from '../correspondence.js';
import type { Version, Versions } from '../versions.js';
import { grouped, linkAlike } from './anchors.js';

type LeftSpace = Exclude<IndexSpace, 'typeidx' | 'funcidx'>;

/** A text by which entities are told apart that nothing else tells apart; sizes and values do not count. */
function kindText({ view }: Version, space: LeftSpace, index: number): string {
  const { module, types, indices } = view;
  const noLimits = { limits: { min: 0n, max: undefined } };
  switch (space) {
    case 'tableidx': {
      const type = module.tables[index];
      return type === undefined
        ? ''
        : externText(types, closeModuleExtern(types, indices, { kind: 'table', ...type, ...noLimits }));
    }
    case 'memidx': {
      const type = module.memories[index];
      return type === undefined
        ? ''
        : externText(types, closeModuleExtern(types, indices, { kind: 'memory', ...type, ...noLimits }));
    }
    case 'globalidx': {
      const type = module.globals[index];
      return type === undefined ? '' : `${types.close(indices, type.type)} ${type.mutable}`;
    }
    case 'tagidx':
      return String(indices[module.tags[index]?.typeidx ?? -1]);
    case 'elemidx': {
      const element = module.elements[index];
      return element === undefined ? '' : `${element.mode.kind} ${types.close(indices, element.type)}`;
    }
    case 'dataidx':
      return module.data[index]?.mode.kind ?? '';
  }
}

const leftSpaces: readonly LeftSpace[] = ['tableidx', 'memidx', 'globalidx', 'tagidx', 'elemidx', 'dataidx'];

function linkGroups(
  both: Versions,
  space: LeftSpace,
  keyOf: (version: Version, index: number) => string,
  {
    into,
    evidence,
    inOrder,
  }: { readonly into: Correspondence; readonly evidence: Evidence; readonly inOrder: boolean },
): void {
  const groups = (version: Version, isLeft: (index: number) => boolean): Map<string, number[]> =>
    grouped(
      Array.from({ length: version.sizes[space] }, (_, index) => index).filter(
        (index) => index >= version.imported[space] && isLeft(index),
      ),
      (index) => keyOf(version, index),
    );
  const images = groups(both.updated, (index) => into.origin(space, index) < 0);
  for (const [key, group] of groups(both.old, (index) => into.image(space, index) < 0)) {
    const image = images.get(key) ?? [];
    if (!inOrder && (group.length > 1 || image.length > 1)) continue;
    group.forEach((index, place) => {
      const updated = image[place];
      if (updated !== undefined) linkAlike(both, space, index, updated, evidence, into);
    });
  }
}

/** A hash of the bytes of a data segment, with their number. */
function contentsOf({ view }: Version, index: number): string {
  const data = view.module.data[index];
  if (data === undefined) return '';
  let low = 0;
  let high = 0;
  for (const byte of view.module.bytes.subarray(data.start, data.end)) {
    low = Math.imul(low ^ byte, 0x01000193);
    high = Math.imul(high ^ byte ^ (low >>> 24), 0x85ebca6b);
  }
  return `${data.mode.kind} ${data.end - data.start} ${low} ${high}`;
}

/** Links data segments that are left by their contents, where these are unlike those of all others. */
export function linkContents(both: Versions, into: Correspondence): void {
  linkGroups(both, 'dataidx', contentsOf, { into, evidence: 'contents', inOrder: false });
}

/** Links what is left in some spaces, functions and types excepted, in order, each with the next one of its type. */
export function linkRemains(both: Versions, into: Correspondence, spaces: readonly LeftSpace[] = leftSpaces): void {
  for (const space of spaces) {
    const keyOf = (version: Version, index: number): string => kindText(version, space, index);
    linkGroups(both, space, keyOf, { into, evidence: 'place', inOrder: true });
  }
}
