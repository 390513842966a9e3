export * from './checkpoint.js';
export { commentOf } from './comments.js';
export * from './syntax/index.js';
export * from './text.js';
