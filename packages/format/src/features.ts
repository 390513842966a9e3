import { type CheckpointFeature, checkpointFeatures } from '@wasm-checkpoint/tables';

/** Every feature that this reader knows; schema/checkpoint/features.json. */
export const knownFeatures: ReadonlySet<string> = new Set<CheckpointFeature>(checkpointFeatures.map((row) => row.name));
