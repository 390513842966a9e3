import { type CheckpointSection, checkpointSections } from '@wasm-checkpoint/tables';
import { byByte, column } from './bytes.js';

/** The id of each section; schema/checkpoint/sections.json. */
export const sectionId = column(checkpointSections, 'name', 'id') as Readonly<Record<CheckpointSection, number>>;

const rowOfId = byByte<(typeof checkpointSections)[number]>(checkpointSections, (row) => row.id);

/** The row of a section id, if it is known. */
export const sectionRow = (id: number): (typeof checkpointSections)[number] | undefined => rowOfId[id];

/** The sections that hold state, and so not the blocks and what frames the file. */
export type StateSection = Exclude<CheckpointSection, 'block' | 'index' | 'end' | 'continuations'>;

/** A section as messages name it. */
export const sectionLabel = (id: number): string => rowOfId[id]?.name ?? `${id}`;

/** Bit 7 of an id: the section may be ignored. */
export const ANCILLARY = 0x80;

/** Bits 0 to 6 of an id, by which sections are ordered. */
export const placeOf = (id: number): number => id & 0x7f;
