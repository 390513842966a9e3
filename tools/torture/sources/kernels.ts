import { kernels as all } from '../../programs/kernels.js';
import { prebuiltModule } from '../../programs/prebuilt.js';
import { shuffled } from '../shuffle.js';
import type { Source } from '../source.js';

/** The compiled kernels, with their small calls. */
export const kernels: Source = {
  name: 'kernels',
  help: 'kernels compiled from C and Rust',
  ends: true,
  names: (seed) => shuffled(all, seed).map(({ name }) => name),
  async program(name) {
    const found = all.find((each) => each.name === name);
    if (found === undefined) return undefined;
    const program = {
      name,
      instances: [{ name, bytes: prebuiltModule(name) }],
      calls: [{ instance: name, export: 'run', args: [found.small.argument] }],
    };
    return { kind: 'program', program };
  },
};
