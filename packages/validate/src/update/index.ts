export { Correspondence, type Evidence, type Pairs } from './correspondence.js';
export {
  type Replacement,
  type Updated,
  type UpdateOptions,
  updateCheckpoint,
  updateFamilies,
  updateWith,
  validateUpdate,
} from './judgement.js';
export type {
  DataReport,
  EntityReport,
  FunctionReport,
  ModuleReport,
  Obstacle,
  SegmentPlace,
  UpdateReport,
} from './report.js';
export type { UpdateRuleFamily } from './rules/rule.js';
export type { DifferentInstruction, FunctionDifference, Verdict } from './verdicts.js';
