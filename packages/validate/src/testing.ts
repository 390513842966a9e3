export { families } from './rules/index.js';
export { type TestOptions, validateWith } from './validate.js';
