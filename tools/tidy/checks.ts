import type { Check } from './check.js';
import { clauseIds, clauseTests, errorCodes } from './checks/clauses.js';
import { fileNames } from './checks/file-names.js';
import { generated } from './checks/generated.js';
import { imports } from './checks/imports.js';
import { lintRulesStayOn } from './checks/lint-rules.js';
import { longFiles } from './checks/long-files.js';
import { nodeApi } from './checks/node-api.js';
import { outsidePlaces } from './checks/outside-places.js';

/** Every check, in the order in which they are reported. */
export const checks: readonly Check[] = [
  nodeApi,
  imports,
  lintRulesStayOn,
  longFiles,
  fileNames,
  outsidePlaces,
  clauseIds,
  errorCodes,
  clauseTests,
  generated,
];
