import { realPrograms } from '../../real/programs/index.js';
import { shuffled } from '../shuffle.js';
import type { Source } from '../source.js';

/** Real programs from npm, each with a job of some seconds at most. */
export const real: Source = {
  name: 'real',
  help: 'QuickJS, SQLite, Lua and Ruby, in the middle of a script or query',
  ends: true,
  names: (seed) => shuffled(realPrograms, seed).map(({ name }) => name),
  async program(name) {
    return realPrograms.some((each) => each.name === name) ? { kind: 'real', name } : undefined;
  },
};
