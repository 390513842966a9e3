import { featureProgram, featurePrograms } from '../../programs/features.js';
import { shuffled } from '../shuffle.js';
import type { Source } from '../source.js';

/** The modules written by hand. */
export const features: Source = {
  name: 'features',
  help: 'modules written by hand, one for each feature',
  ends: true,
  names: (seed) => shuffled(featurePrograms(), seed).map(({ name }) => name),
  async program(name) {
    const found = featurePrograms().find((each) => each.name === name);
    return found && { kind: 'program', program: await featureProgram(found) };
  },
};
