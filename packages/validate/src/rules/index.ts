import { acyclic } from './acyclic.js';
import { bases } from './bases.js';
import { bodies } from './bodies.js';
import { definitions } from './definitions.js';
import { digests } from './digests.js';
import { frames } from './frames.js';
import { instances } from './instances.js';
import { links } from './links.js';
import { modules } from './modules.js';
import type { RuleFamily } from './rule.js';
import { segments } from './segments.js';
import { store } from './store.js';
import { types } from './types.js';

/** The rules of judgements B and C, in the order in which they run. */
export const families: readonly RuleFamily[] = [
  modules,
  types,
  instances,
  definitions,
  segments,
  bases,
  bodies,
  store,
  acyclic,
  frames,
  links,
  digests,
];
