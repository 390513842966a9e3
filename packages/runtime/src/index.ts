export * from './capture/index.js';
export * from './engine.js';
export * from './engines/js/index.js';
export * from './engines/v8-inspector/index.js';
export { InitialContents, type ModuleLookup } from './modules/bases.js';
