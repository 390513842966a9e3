export * from './decode/module.js';
export * from './features.js';
export * from './limits.js';
export * from './syntax/instruction.js';
export * from './syntax/module.js';
export * from './syntax/opcode.js';
export * from './syntax/types.js';
export * from './syntax/valtype.js';
export { validate } from './valid/module.js';
