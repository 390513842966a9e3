export { WitFault } from './fault.js';
export { manifestFromWit, type WitSource } from './manifest.js';
