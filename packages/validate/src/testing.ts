export { hostFamilies } from './host/index.js';
export { families } from './rules/index.js';
export { updateFamilies, updateWith } from './update/index.js';
export { type TestOptions, validateWith } from './validate.js';
