import { ANCILLARY, placeOf, type StateSection, sectionId, sectionRow } from '../codes/sections.js';
import { isSectionId } from '../framing/section.js';
import type { Checkpoint } from '../syntax/index.js';
import type { Checker } from './checker.js';

/** Whether a file of the checkpoint has each section. */
const present: Readonly<Record<StateSection, (checkpoint: Checkpoint) => boolean>> = {
  features: ({ features }) => features.length > 0,
  parent: ({ parent }) => parent !== undefined,
  types: ({ types }) => types.length > 0,
  modules: ({ modules }) => modules.length > 0,
  instances: ({ instances }) => instances.length > 0,
  'host-functions': ({ hostFuncs }) => hostFuncs.length > 0,
  tables: ({ tables }) => tables.length > 0,
  memories: ({ memories }) => memories.length > 0,
  globals: ({ globals }) => globals.length > 0,
  tags: ({ tags }) => tags.length > 0,
  structs: ({ structs }) => structs.length > 0,
  arrays: ({ arrays }) => arrays.length > 0,
  exceptions: ({ exceptions }) => exceptions.length > 0,
  'host-references': ({ hostRefs }) => hostRefs.length > 0,
  threads: ({ threads }) => threads.length > 0,
  'host-states': ({ hostStates }) => hostStates.length > 0,
  producers: ({ producers }) => producers.length > 0,
  custom: ({ customs }) => customs.length > 0,
  digests: ({ digests }) => digests.length > 0,
};

/** The id of the known section of each place that a file of the checkpoint has. */
function knownPlaces(checkpoint: Checkpoint): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  for (const [name, has] of Object.entries(present)) {
    const id = sectionId[name as StateSection];
    if (has(checkpoint)) places.set(placeOf(id), id);
  }
  return places;
}

/** Checks that a reader would keep the unknown sections, in a place where a file may have them. */
export function checkUnknowns(checker: Checker): void {
  const { unknowns } = checker.checkpoint;
  if (unknowns.length === 0) return;
  const known = knownPlaces(checker.checkpoint);
  let previous = 0;
  checker.each('unknowns', unknowns, ({ id }) => {
    // clause: bin-section-id
    if (!(Number.isInteger(id) && id >= 0 && id <= 0xff && isSectionId(id))) throw checker.fault('CKPT1020', { id });
    if (id < ANCILLARY) throw checker.fault('CKPT4001', { id }); // clause: bin-section-critical
    const there = sectionRow(id) === undefined ? known.get(placeOf(id)) : id;
    // clause: bin-section-order
    if (there !== undefined) throw checker.fault('CKPT1011', { id, previous: there });
    if (id !== previous && placeOf(id) <= placeOf(previous)) throw checker.fault('CKPT1011', { id, previous });
    previous = id;
  });
}
