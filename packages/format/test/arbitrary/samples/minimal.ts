import type { Checkpoint } from '@wasm-checkpoint/format';

/** The checkpoint of nothing at all. */
export const minimal: Checkpoint = {
  features: [],
  types: [],
  modules: [],
  instances: [],
  hostFuncs: [],
  tables: [],
  memories: [],
  globals: [],
  tags: [],
  structs: [],
  arrays: [],
  exceptions: [],
  hostRefs: [],
  threads: [],
  hostStates: [],
  producers: [],
  customs: [],
  digests: [],
  unknowns: [],
};
