export { type BuildOptions, buildCheckpoint } from './builder.js';
export type { ImageOptions, ParentOptions } from './images.js';
export { settle } from './settle.js';
export { type FrameShape, frameShape } from './shape.js';
export * from './state.js';
