export { Context, type Settings, type Unchecked } from './context.js';
export { Finding, type ModulePlace } from './finding.js';
export * from './host/index.js';
export { ModuleView } from './module-view.js';
export type { Report } from './report.js';
export type { Judgement, RuleFamily } from './rules/rule.js';
export { storageOf, type TypeIndices, Types } from './types.js';
export { type ValidateOptions, validate } from './validate.js';
