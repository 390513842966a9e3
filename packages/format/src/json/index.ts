export * from './checkpoint.js';
export * from './syntax.js';
export * from './text.js';
