import { checkpointSections } from '@wasm-checkpoint/tables';
import { placeOf, type StateSection, sectionId } from '../codes/sections.js';
import type { Checkpoint, UnknownSection } from '../syntax/index.js';
import {
  encodeCustom,
  encodeDigests,
  encodeFeatures,
  encodeHostStates,
  encodeParent,
  encodeProducers,
} from './host.js';
import { encodeHostFuncs, encodeInstances, encodeModules } from './modules.js';
import {
  encodeArrays,
  encodeExceptions,
  encodeGlobals,
  encodeHostRefs,
  encodeMemories,
  encodeStructs,
  encodeTables,
  encodeTags,
} from './store.js';
import { encodeThreads } from './threads.js';
import { encodeTypes } from './types.js';
import { SectionWriter } from './writer.js';

/** A section to be written: its id and contents. */
export interface EncodedSection {
  readonly id: number;
  readonly contents: Uint8Array;
}

type Encode = (writer: SectionWriter, checkpoint: Checkpoint) => void;

/** One section of a list, when it has items. */
const filled = <Item>(
  items: readonly Item[],
  encode: (writer: SectionWriter, items: readonly Item[]) => void,
): Encode[] => (items.length === 0 ? [] : [(writer) => encode(writer, items)]); // clause: bin-section-empty

/** The encoders of the sections that a checkpoint has of each kind. */
const sections: Readonly<Record<StateSection, (checkpoint: Checkpoint) => readonly Encode[]>> = {
  features: ({ features }) => filled(features, encodeFeatures),
  parent: ({ parent }) => (parent === undefined ? [] : [(writer) => encodeParent(writer, parent)]),
  types: ({ types }) => filled(types, encodeTypes),
  modules: ({ modules }) => filled(modules, encodeModules),
  instances: ({ instances }) => filled(instances, encodeInstances),
  'host-functions': ({ hostFuncs }) => filled(hostFuncs, encodeHostFuncs),
  tables: ({ tables }) => filled(tables, encodeTables),
  memories: ({ memories }) => filled(memories, encodeMemories),
  globals: ({ globals }) => filled(globals, encodeGlobals),
  tags: ({ tags }) => filled(tags, encodeTags),
  structs: ({ structs }) => filled(structs, encodeStructs),
  arrays: ({ arrays }) => filled(arrays, encodeArrays),
  exceptions: ({ exceptions }) => filled(exceptions, encodeExceptions),
  'host-references': ({ hostRefs }) => filled(hostRefs, encodeHostRefs),
  threads: ({ threads }) => filled(threads, encodeThreads),
  'host-states': ({ hostStates }) => filled(hostStates, encodeHostStates),
  producers: ({ producers }) => filled(producers, encodeProducers),
  custom: ({ customs }) =>
    customs.map((custom, index) => (writer: SectionWriter) => {
      writer.path.enter('customs');
      writer.path.enter(index);
      encodeCustom(writer, custom);
      writer.path.leave();
      writer.path.leave();
    }),
  digests: ({ digests }) => filled(digests, encodeDigests),
};

const stateRows = checkpointSections
  .filter((row): row is Extract<typeof row, { name: StateSection }> => row.name in sections)
  .sort((left, right) => placeOf(left.id) - placeOf(right.id));

/** The sections with places within `from` to `to`, unknown ones among the others, in the order of the file. */
function* sectionsBetween(checkpoint: Checkpoint, from: number, to: number): Generator<EncodedSection> {
  const unknowns = checkpoint.unknowns.filter(({ id }) => placeOf(id) >= from && placeOf(id) < to);
  let next = 0;
  const before = function* (place: number): Generator<UnknownSection> {
    for (let unknown = unknowns[next]; unknown !== undefined && placeOf(unknown.id) < place; unknown = unknowns[next]) {
      next += 1;
      yield unknown;
    }
  };
  // One writer for all sections: an array of its own costs a small section more than its contents do. What a section
  // has been given stays as it is when the writer grows, since it then goes on in another array.
  let writer: SectionWriter | undefined;
  for (const row of stateRows) {
    const place = placeOf(row.id);
    if (place < from || place >= to) continue;
    for (const encode of sections[row.name](checkpoint)) {
      for (const { id, bytes } of before(place)) yield { id, contents: bytes };
      writer ??= new SectionWriter();
      const start = writer.length;
      encode(writer, checkpoint);
      yield { id: row.id, contents: writer.view().subarray(start) };
    }
  }
  for (const { id, bytes } of before(to)) yield { id, contents: bytes };
}

/** The sections before the blocks, in the order of the file; throws CKPT2021. */
export function stateSections(checkpoint: Checkpoint): Iterable<EncodedSection> {
  return sectionsBetween(checkpoint, 0, placeOf(sectionId.block));
}

/** The sections between the blocks and the index, in the order of the file; throws CKPT2021. */
export function tailSections(checkpoint: Checkpoint): Iterable<EncodedSection> {
  return sectionsBetween(checkpoint, placeOf(sectionId.block), placeOf(sectionId.end) + 1);
}
