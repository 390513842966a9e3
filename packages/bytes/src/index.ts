export * from './diagnostic.js';
export * from './faults.js';
export * from './reader.js';
export * from './utf8.js';
export * from './writer.js';
