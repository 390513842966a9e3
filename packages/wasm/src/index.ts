export * from './decode/module.js';
export * from './features.js';
export * from './limits.js';
export { Liveness, liveLocalsAt, liveness } from './liveness/liveness.js';
export * from './syntax/instruction.js';
export * from './syntax/module.js';
export * from './syntax/opcode.js';
export * from './syntax/types.js';
export * from './syntax/valtype.js';
export { validate } from './valid/module.js';
export { type ControlKind, controlKinds } from './valid/state.js';
export {
  type ControlFrame,
  type LocalState,
  type TypeState,
  TypeStates,
  typeStateAt,
  typeStates,
} from './valid/typestate.js';
