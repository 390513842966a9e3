import { ByteWriter } from '@wasm-checkpoint/bytes';
import {
  type IndirectNamemap,
  type InnerSpace,
  type NamedSpace,
  type Namemap,
  type NameSubsection,
  type Names,
  nameSubsections,
} from '../decode/names.js';
import type { IndexMaps, IndexSpace } from './indexmaps.js';

/** All names of a module, as data. */
export type NamesSyntax = { readonly module: string | undefined } & { readonly [Space in NamedSpace]: Namemap } & {
  readonly [Space in InnerSpace]: IndirectNamemap;
};

const indirect = (names: Names, space: InnerSpace): IndirectNamemap =>
  new Map(names.outer(space).map((outer) => [outer, names.inner(space, outer)]));

/** Reads a name section whole. */
export const namesSyntax = (names: Names): NamesSyntax => ({
  module: names.module,
  functions: names.of('functions'),
  locals: indirect(names, 'locals'),
  labels: indirect(names, 'labels'),
  types: names.of('types'),
  tables: names.of('tables'),
  memories: names.of('memories'),
  globals: names.of('globals'),
  elements: names.of('elements'),
  data: names.of('data'),
  fields: indirect(names, 'fields'),
  tags: names.of('tags'),
});

const ascending = <Value>(map: ReadonlyMap<number, Value>): [number, Value][] =>
  [...map].sort(([one], [other]) => one - other);

function writeNamemap(writer: ByteWriter, names: Namemap): void {
  writer.vec(ascending(names), ([index, name]) => {
    writer.u32(index);
    writer.name(name);
  });
}

function writeIndirect(writer: ByteWriter, names: IndirectNamemap): void {
  writer.vec(ascending(names), ([outer, inner]) => {
    writer.u32(outer);
    writeNamemap(writer, inner);
  });
}

/** The contents of a name section behind its name: subsections in order of id, indices ascending, empty subsections left out. */
export function encodeNames(names: NamesSyntax): Uint8Array {
  const writer = new ByteWriter();
  const subsection = (key: NameSubsection, write: (inner: ByteWriter) => void): void => {
    writer.u8(nameSubsections[key].id);
    writer.sized(write);
  };
  for (const key of Object.keys(nameSubsections) as NameSubsection[]) {
    if (key === 'module') {
      const { module } = names;
      if (module !== undefined) subsection(key, (inner) => inner.name(module));
    } else if (key === 'locals' || key === 'labels' || key === 'fields') {
      const map = names[key];
      if (map.size > 0) subsection(key, (inner) => writeIndirect(inner, map));
    } else {
      const map = names[key];
      if (map.size > 0) subsection(key, (inner) => writeNamemap(inner, map));
    }
  }
  return writer.finish();
}

/** The index space behind each subsection's (outer) indices. */
export const spaceOfNames: Readonly<Record<NamedSpace | InnerSpace, IndexSpace>> = {
  functions: 'funcidx',
  locals: 'funcidx',
  labels: 'funcidx',
  types: 'typeidx',
  fields: 'typeidx',
  tables: 'tableidx',
  memories: 'memidx',
  globals: 'globalidx',
  elements: 'elemidx',
  data: 'dataidx',
  tags: 'tagidx',
};

/** The map with its keys mapped; itself when none changes. */
function mapKeys<Value>(map: ReadonlyMap<number, Value>, image: (index: number) => number): ReadonlyMap<number, Value> {
  let same = true;
  const mapped = new Map<number, Value>();
  for (const [index, value] of map) {
    const to = image(index);
    same &&= to === index;
    mapped.set(to, value);
  }
  return same ? map : mapped;
}

/** Names with their indices mapped; `labels`, by old function index, gives the new label indices in bodies that changed. */
export function mapNames(
  names: NamesSyntax,
  maps: IndexMaps,
  labels: (funcidx: number, names: Namemap) => Namemap,
): NamesSyntax {
  const mapped = <Value>(space: NamedSpace | InnerSpace, map: ReadonlyMap<number, Value>) =>
    mapKeys(map, maps[spaceOfNames[space]]);
  let labelsChanged = false;
  const newLabels = new Map<number, Namemap>();
  for (const [funcidx, old] of names.labels) {
    const image = labels(funcidx, old);
    labelsChanged ||= image !== old;
    if (image.size > 0) newLabels.set(funcidx, image);
  }
  const result: NamesSyntax = {
    module: names.module,
    functions: mapped('functions', names.functions),
    locals: mapped('locals', names.locals),
    labels: mapped('labels', labelsChanged ? newLabels : names.labels),
    types: mapped('types', names.types),
    tables: mapped('tables', names.tables),
    memories: mapped('memories', names.memories),
    globals: mapped('globals', names.globals),
    elements: mapped('elements', names.elements),
    data: mapped('data', names.data),
    fields: mapped('fields', names.fields),
    tags: mapped('tags', names.tags),
  };
  const unchanged = (Object.keys(nameSubsections) as NameSubsection[]).every((key) => result[key] === names[key]);
  return unchanged ? names : result;
}
