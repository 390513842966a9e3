import type { Rule } from '../../syntax/opcode.js';
import { aggregateRules } from './aggregates.js';
import { callRules } from './calls.js';
import { controlRules } from './control.js';
import { exceptionRules } from './exceptions.js';
import { memoryRules } from './memories.js';
import { monomorphic } from './monomorphic.js';
import { referenceRules } from './references.js';
import type { RuleFunction } from './rule.js';
import { tableRules } from './tables.js';
import { variableRules } from './variables.js';

/** The typing rule of every name in the opcode table's column `rule`. */
export const rules: Readonly<Record<Rule, RuleFunction>> = {
  monomorphic,
  ...controlRules,
  ...callRules,
  ...exceptionRules,
  ...variableRules,
  ...tableRules,
  ...memoryRules,
  ...referenceRules,
  ...aggregateRules,
};
