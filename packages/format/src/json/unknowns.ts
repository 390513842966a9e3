import { ANCILLARY, placeOf, type StateSection, sectionId, sectionRow } from '../codes/sections.js';
import { fault } from '../faults.js';
import type { Checkpoint } from '../syntax/index.js';

/** The field of a checkpoint that each section holds. */
const fieldOf: Readonly<Record<StateSection, keyof Checkpoint>> = {
  features: 'features',
  parent: 'parent',
  types: 'types',
  modules: 'modules',
  instances: 'instances',
  'host-functions': 'hostFuncs',
  tables: 'tables',
  memories: 'memories',
  globals: 'globals',
  tags: 'tags',
  structs: 'structs',
  arrays: 'arrays',
  exceptions: 'exceptions',
  'host-references': 'hostRefs',
  threads: 'threads',
  'host-states': 'hostStates',
  producers: 'producers',
  custom: 'customs',
  digests: 'digests',
};

const endPlaces: ReadonlySet<number> = new Set([
  0,
  ...(['block', 'index', 'end'] as const).map((name) => placeOf(sectionId[name])),
]);

/** The known sections that a checkpoint has, by place. */
function sectionsByPlace(checkpoint: Checkpoint): Map<number, number> {
  const places = new Map<number, number>();
  for (const [name, field] of Object.entries(fieldOf) as [StateSection, keyof Checkpoint][]) {
    const held = checkpoint[field];
    const filled = Array.isArray(held) ? held.length > 0 : held !== undefined;
    if (filled) places.set(placeOf(sectionId[name]), sectionId[name]);
  }
  return places;
}

/** Checks that the unknown sections are ones that a reader keeps, where a file has them; CKPT1011, CKPT1020, CKPT4001. */
export function checkUnknowns(checkpoint: Checkpoint): void {
  const known = sectionsByPlace(checkpoint);
  let previous = ANCILLARY;
  for (const [index, { id }] of checkpoint.unknowns.entries()) {
    const path = `unknowns[${index}]`;
    if (id !== 0 && id < ANCILLARY) throw fault('CKPT4001', { id }, 0, path); // clause: bin-section-critical
    if (endPlaces.has(placeOf(id))) throw fault('CKPT1020', { id }, 0, path); // clause: bin-section-id
    // clause: bin-section-order
    if (id < previous) throw fault('CKPT1011', { id, previous }, 0, path);
    const other = sectionRow(id)?.id ?? known.get(placeOf(id));
    // clause: bin-section-order
    if (other !== undefined) throw fault('CKPT1011', { id, previous: other }, 0, path);
    previous = id;
  }
}
