export { TreeBuilder } from './builder.js';
export * from './core.js';
export { memoriesDigest, memoriesDigestOf, memoryDigest } from './memory.js';
export * from './state.js';
export * from './tree.js';
