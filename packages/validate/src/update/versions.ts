import type { ModuleView } from '../module-view.js';
import { type Correspondence, importedOf, sizesOf } from './correspondence.js';
import { Tokeniser } from './tokeniser.js';
import { Signatures, Tokens } from './tokens.js';

/** One side of an update: a module and how its bodies are read. */
export interface Version {
  readonly view: ModuleView;
  readonly tokeniser: Tokeniser;
  /** Used for one body after the other. */
  readonly tokens: Tokens;
  readonly sizes: ReturnType<typeof sizesOf>;
  readonly imported: ReturnType<typeof importedOf>;
}

/** A module of a checkpoint and the one that is to take its place, types of both in one space. */
export interface Versions {
  readonly old: Version;
  readonly updated: Version;
}

function version(view: ModuleView, signatures: Signatures): Version {
  return {
    view,
    tokeniser: new Tokeniser(view, signatures),
    tokens: new Tokens(),
    sizes: sizesOf(view),
    imported: importedOf(view),
  };
}

export function versions(old: ModuleView, updated: ModuleView): Versions {
  const signatures = new Signatures();
  return { old: version(old, signatures), updated: version(updated, signatures) };
}

/** The place of the first difference between two sequences, apart from sites; -1 when there is none. */
export function shapeDifference(old: Tokens, updated: Tokens): number {
  const left = old.words.items;
  const right = updated.words.items;
  const length = Math.min(old.words.length, updated.words.length);
  const sites = old.sites.items;
  let site = 0;
  let next = old.sites.length > 0 ? (sites[0] ?? length) : length;
  for (let place = 0; place < length; place++) {
    if (place === next) {
      site += 1;
      next = site < old.sites.length ? (sites[site] ?? length) : length;
    } else if (left[place] !== right[place]) return place;
  }
  return old.words.length === updated.words.length ? -1 : length;
}

/** The place of the first difference under a correspondence; -1 when the sequences are the same. Clause valid-update-frame. */
export function difference(old: Tokens, updated: Tokens, correspondence: Correspondence): number {
  const shape = shapeDifference(old, updated);
  const { images } = correspondence;
  for (let site = 0; site < old.sites.length; site++) {
    const place = old.sites.at(site);
    if (shape >= 0 && place >= shape) break;
    const image = images[old.spaces.at(site)]?.[old.words.at(place)] ?? -1;
    if (image < 0 || image !== updated.words.at(place)) return place;
  }
  return shape;
}
