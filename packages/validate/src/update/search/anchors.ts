import { type IndexSpace, type NamedSpace, namesOf } from '@wasm-checkpoint/wasm';
import { type Correspondence, type Evidence, importedSpaces, importsOf } from '../correspondence.js';
import type { Version, Versions } from '../versions.js';

/** The subsections of the name section by index space; types correspond by what they are. */
const namedSpaces: Readonly<Record<Exclude<IndexSpace, 'typeidx'>, NamedSpace>> = {
  funcidx: 'functions',
  tableidx: 'tables',
  memidx: 'memories',
  globalidx: 'globals',
  tagidx: 'tags',
  elemidx: 'elements',
  dataidx: 'data',
};
/** All index spaces but that of types. */
export const entitySpaces = Object.keys(namedSpaces) as readonly Exclude<IndexSpace, 'typeidx'>[];

const spaceOfKind = {
  func: 'funcidx',
  table: 'tableidx',
  memory: 'memidx',
  global: 'globalidx',
  tag: 'tagidx',
} as const;

/** The items of a list by a key, each key with its items in order. */
export function grouped<Item>(items: Iterable<Item>, keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** Links two entities unless one is an import and the other is not. */
export function linkAlike(
  { old, updated }: Versions,
  space: IndexSpace,
  index: number,
  image: number,
  evidence: Evidence,
  into: Correspondence,
): boolean {
  const alike = index < old.imported[space] === image < updated.imported[space];
  return alike && into.link(space, index, image, evidence);
}

/** Types that are equal, the first with the first where a module has several. */
function linkTypes({ old, updated }: Versions, into: Correspondence): void {
  const indicesOf = ({ view }: Version): Map<string, number[]> =>
    grouped(view.indices.keys(), (typeidx) => String(view.indices[typeidx]));
  const images = indicesOf(updated);
  for (const [key, indices] of indicesOf(old)) {
    indices.forEach((index, place) => {
      into.link('typeidx', index, images.get(key)?.[place] ?? -1, 'type');
    });
  }
}

/** Imports of the same names; where names are repeated, the first with the first. */
function linkImports(both: Versions, into: Correspondence): void {
  for (const space of importedSpaces) {
    const byNames = ({ view }: Version): Map<string, number[]> => {
      const imports = importsOf(view, space);
      return grouped(imports.keys(), (index) => JSON.stringify([imports[index]?.module, imports[index]?.name]));
    };
    const images = byNames(both.updated);
    for (const [key, indices] of byNames(both.old)) {
      indices.forEach((index, place) => {
        into.link(space, index, images.get(key)?.[place] ?? -1, 'import');
      });
    }
  }
}

function linkExports(both: Versions, into: Correspondence): void {
  const { exports } = both.updated.view.module;
  const images = new Map(exports.map(({ name, kind, index }) => [`${kind} ${name}`, index]));
  for (const { name, kind, index } of both.old.view.module.exports) {
    const image = images.get(`${kind} ${name}`);
    if (image !== undefined) linkAlike(both, spaceOfKind[kind], index, image, 'export', into);
  }
}

/** The index of each name that only one entity of a space has. */
function uniqueNames({ view }: Version, space: NamedSpace): Map<string, number> {
  const unique = new Map<string, number>();
  for (const [name, indices] of grouped(namesOf(view.module).of(space), ([, name]) => name)) {
    const [first, second] = indices;
    if (first !== undefined && second === undefined) unique.set(name, first[0]);
  }
  return unique;
}

function linkNames(both: Versions, into: Correspondence): void {
  for (const space of entitySpaces) {
    const images = uniqueNames(both.updated, namedSpaces[space]);
    for (const [name, index] of uniqueNames(both.old, namedSpaces[space])) {
      const image = images.get(name);
      if (image !== undefined) linkAlike(both, space, index, image, 'name', into);
    }
  }
}

/** Links what has names: imports, exports, what the name section names. Types by what they are. */
export function linkAnchors(both: Versions, into: Correspondence): void {
  linkTypes(both, into);
  linkImports(both, into);
  linkExports(both, into);
  linkNames(both, into);
}
