export { basesOf, memoryBase, tableBase } from './bases.js';
export { allocates, evaluate, evaluateAddress, hierarchyOf } from './constant.js';
export { Context, type InstanceView, type Settings, type Unchecked } from './context.js';
export type { Explanation } from './explain.js';
export {
  type ClosedExtern,
  closeCheckpointExtern,
  closeModuleExtern,
  equivalentExtern,
  externText,
  matchesExtern,
} from './externtype.js';
export { Finding, Findings, type ModulePlace } from './finding.js';
export * from './host/index.js';
export { defaultLimits, type Limits, type ValidatorLimits } from './limits.js';
export { ModuleView, type TailCall } from './module-view.js';
export { type Call, demandedOperands, type OpenCatch, Place } from './place.js';
export type { Report } from './report.js';
export type { Judgement, RuleFamily } from './rules/rule.js';
export { reportText } from './text/report.js';
export { updateText } from './text/update.js';
export { storageOf, type TypeIndices, Types } from './types.js';
export * from './update/index.js';
export { type ValidateOptions, validate, type WellFormed } from './validate.js';
export { isValid, typeOfValue, valueText } from './values.js';
