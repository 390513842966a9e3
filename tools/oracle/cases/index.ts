import { definitions } from './definitions.js';
import { handlers, legacy } from './exceptions.js';
import { faultyModules } from './faulty-modules.js';
import { frames, links } from './frames.js';
import { hosts } from './hosts.js';
import { images } from './images.js';
import { objects } from './objects.js';
import type { Situation } from './situation.js';
import { structure } from './structure.js';
import { updates } from './updates.js';
import { waiting } from './waiting.js';

/** Every situation, by the part of the judgements that its changes are about. */
export const situations: readonly Situation[] = [
  ...[structure, images],
  ...[definitions, objects],
  ...[frames, links, handlers, legacy, waiting],
  ...[faultyModules, hosts, updates],
];
