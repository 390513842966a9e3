export * from './algorithms.js';
export * from './faults.js';
export * from './limits.js';
export * from './syntax/index.js';
