export type { BlockOptions } from './blocks.js';
export * from './diff.js';
export * from './expand.js';
export * from './flatten.js';
export * from './parent.js';
export { type ModuleBases, type ResolveOptions, resolveMemories, resolveMemory } from './resolve.js';
export * from './scan.js';
export * from './source.js';
export * from './stored.js';
