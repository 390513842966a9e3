export { CheckpointEncoder, type Tail, type WriteOptions } from './encoder.js';
export { fingerprint } from './fingerprint.js';
export * from './random.js';
export * from './read.js';
export type { FileIdentity } from './sections.js';
export * from './write.js';
