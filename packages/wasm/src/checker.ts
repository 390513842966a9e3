export { readLocals } from './decode/code.js';
export { skipImmediates } from './decode/skip.js';
export { beginFunction } from './valid/body.js';
export { ModuleContext } from './valid/context.js';
export { type QuickTable, quickTable } from './valid/quick.js';
export { signatureOf } from './valid/rules/monomorphic.js';
export { BLOCK, BODY, BodyState, CATCH, CATCH_ALL, ELSE, IF, LOOP, NO_TYPES, TRY, TRY_TABLE } from './valid/state.js';
export { step } from './valid/step.js';
