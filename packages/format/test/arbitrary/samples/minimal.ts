import { type Checkpoint, emptyCheckpoint } from '@wasm-checkpoint/format';

/** The checkpoint of nothing at all. */
export const minimal: Checkpoint = emptyCheckpoint;
