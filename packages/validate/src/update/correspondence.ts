import { type Import, type IndexSpace, indexSpaces } from '@wasm-checkpoint/wasm';
import type { Findings } from '../finding.js';
import type { ModuleView } from '../module-view.js';
import { placeOfSpace } from './tokens.js';

/** Pairs of an old and a new index, for some of the index spaces. */
export type Pairs = { readonly [Space in IndexSpace]?: Iterable<readonly [number, number]> };

/** What says that two entities correspond. */
export const evidences = ['given', 'import', 'export', 'name', 'body', 'contents', 'use', 'place', 'type'] as const;
export type Evidence = (typeof evidences)[number];

/** The number of entities in each index space of a module. */
export function sizesOf({ module }: ModuleView): Readonly<Record<IndexSpace, number>> {
  return {
    typeidx: module.types.length,
    funcidx: module.funcs.length,
    tableidx: module.tables.length,
    memidx: module.memories.length,
    globalidx: module.globals.length,
    tagidx: module.tags.length,
    elemidx: module.elements.length,
    dataidx: module.data.length,
  };
}

/** The number of imports in each index space of a module. */
export function importedOf({ module }: ModuleView): Readonly<Record<IndexSpace, number>> {
  const { func, table, memory, global, tag } = module.imported;
  return {
    typeidx: 0,
    funcidx: func,
    tableidx: table,
    memidx: memory,
    globalidx: global,
    tagidx: tag,
    elemidx: 0,
    dataidx: 0,
  };
}

/** A partial injective map from the index spaces of a module to those of another: `φ` of judgement E. */
export class Correspondence {
  /** For each space, by its place in `indexSpaces`: for each old index the new one, -1 where there is none. */
  readonly images: readonly Int32Array[];
  /** For each space: for each new index the old one, -1 where there is none. */
  readonly origins: readonly Int32Array[];
  readonly #evidence: readonly Uint8Array[];

  constructor(old: Readonly<Record<IndexSpace, number>>, updated: Readonly<Record<IndexSpace, number>>) {
    this.images = indexSpaces.map((space) => new Int32Array(old[space]).fill(-1));
    this.origins = indexSpaces.map((space) => new Int32Array(updated[space]).fill(-1));
    this.#evidence = indexSpaces.map((space) => new Uint8Array(old[space]));
  }

  /** The image of an old index, -1 for none. */
  image(space: IndexSpace, index: number): number {
    return this.images[placeOfSpace[space]]?.[index] ?? -1;
  }

  /** What a new index is the image of, -1 for nothing. */
  origin(space: IndexSpace, index: number): number {
    return this.origins[placeOfSpace[space]]?.[index] ?? -1;
  }

  /** Why an old index has its image. */
  evidence(space: IndexSpace, index: number): Evidence | undefined {
    if (this.image(space, index) < 0) return undefined;
    return evidences[this.#evidence[placeOfSpace[space]]?.[index] ?? 0];
  }

  /** Adds a pair; says whether both were free and within their spaces. */
  link(space: IndexSpace, old: number, updated: number, evidence: Evidence): boolean {
    if (this.image(space, old) >= 0 || this.origin(space, updated) >= 0) return false;
    const place = placeOfSpace[space];
    const images = this.images[place];
    const origins = this.origins[place];
    const why = this.#evidence[place];
    if (images === undefined || origins === undefined || why === undefined) return false;
    if (old < 0 || updated < 0 || old >= images.length || updated >= origins.length) return false;
    images[old] = updated;
    origins[updated] = old;
    why[old] = evidences.indexOf(evidence);
    return true;
  }

  /** Takes a pair away. */
  unlink(space: IndexSpace, old: number): void {
    const place = placeOfSpace[space];
    const updated = this.image(space, old);
    if (updated < 0) return;
    this.images[place]?.fill(-1, old, old + 1);
    this.origins[place]?.fill(-1, updated, updated + 1);
  }

  /** Whether every index of a space is its own image. */
  isIdentity(space: IndexSpace): boolean {
    return this.images[placeOfSpace[space]]?.every((image, index) => image === index) ?? true;
  }

  /** All pairs, as `Pairs` takes them. */
  toJSON(): Readonly<Record<IndexSpace, readonly (readonly [number, number])[]>> {
    const pairsOf = (space: IndexSpace): (readonly [number, number])[] =>
      Array.from(this.images[placeOfSpace[space]] ?? []).flatMap((image, old) => (image < 0 ? [] : [[old, image]]));
    return Object.fromEntries(indexSpaces.map((space) => [space, pairsOf(space)])) as unknown as ReturnType<
      Correspondence['toJSON']
    >;
  }
}

/** The kinds of imports by index space. */
const kindOf = {
  funcidx: 'func',
  tableidx: 'table',
  memidx: 'memory',
  globalidx: 'global',
  tagidx: 'tag',
} as const;
export type ImportedSpace = keyof typeof kindOf;
export const importedSpaces = Object.keys(kindOf) as readonly ImportedSpace[];

/** The imports of one kind, in the order of their indices. */
export const importsOf = ({ module }: ModuleView, space: ImportedSpace): readonly Import[] =>
  module.imports.filter(({ type }) => type.kind === kindOf[space]);

const isImportedSpace = (space: IndexSpace): space is ImportedSpace => Object.hasOwn(kindOf, space);

/** Why two entities cannot correspond whatever else does; undefined when they can. Clause valid-update-correspondence. */
export function misfit(
  old: ModuleView,
  updated: ModuleView,
  space: IndexSpace,
  index: number,
  image: number,
): string | undefined {
  const within = (each: number, size: number): boolean => Number.isInteger(each) && each >= 0 && each < size;
  if (!within(index, sizesOf(old)[space])) return 'the old module has no such index';
  if (!within(image, sizesOf(updated)[space])) return 'the new module has no such index';
  if (space === 'typeidx') return old.indices[index] === updated.indices[image] ? undefined : 'the types differ';
  const oldImported = index < importedOf(old)[space];
  const newImported = image < importedOf(updated)[space];
  if (oldImported !== newImported) return oldImported ? 'only the old one is imported' : 'only the new one is imported';
  if (!oldImported || !isImportedSpace(space)) return undefined;
  const from = importsOf(old, space)[index];
  const to = importsOf(updated, space)[image];
  return from?.module === to?.module && from?.name === to?.name ? undefined : 'the names of the imports differ';
}

/**
 * Links the given pairs, and reports those that a correspondence cannot have, under the path of the module, unless nobody
 * wants to know. The others are linked all the same.
 */
export function linkGiven(
  old: ModuleView,
  updated: ModuleView,
  pairs: Pairs,
  into: Correspondence,
  findings: Findings | undefined,
): void {
  const path = `modules[${old.index}]`;
  for (const space of indexSpaces) {
    for (const [index, image] of pairs[space] ?? []) {
      // clause: valid-update-correspondence
      const reason = misfit(old, updated, space, index, image);
      if (reason !== undefined) findings?.add('CKPT3170', { space, index, image, reason }, path);
      else if (!into.link(space, index, image, 'given')) {
        findings?.add('CKPT3170', { space, index, image, reason: 'one of them is mapped already' }, path);
      }
    }
  }
}
