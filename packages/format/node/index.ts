export * from './algorithms.js';
export * from './scan.js';
export * from './sha256.js';
export * from './zstd.js';
