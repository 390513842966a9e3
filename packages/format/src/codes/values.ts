import { type CheckpointValueTag, checkpointValues } from '@wasm-checkpoint/tables';
import { byByte, column } from './bytes.js';

/** The tag byte of each value; schema/checkpoint/values.json. */
export const valueTag = column(checkpointValues, 'name', 'tag') as Readonly<Record<CheckpointValueTag, number>>;

/** The tags that version 1 assigns. */
export type AssignedTag = Exclude<CheckpointValueTag, 'null-cont' | 'cont'>;

export type ValueRow = (typeof checkpointValues)[number];

const rowOfTag = byByte<ValueRow>(checkpointValues, (row) => row.tag);

/** The row of a value tag, if there is one. */
export const valueRow = (tag: number): ValueRow | undefined => rowOfTag[tag];
