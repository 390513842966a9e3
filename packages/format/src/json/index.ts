export * from './checkpoint.js';
export * from './syntax/index.js';
export * from './text.js';
