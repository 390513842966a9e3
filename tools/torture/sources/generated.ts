import { random } from '../../fuzz/random.js';
import { generatedProgram } from '../../programs/generated/module.js';
import { type GeneratedFeature, generatedFeatures } from '../../programs/generated/plan.js';
import type { Source } from '../source.js';

const prefix = 'generated-';

/** Which features a seed has: all of them, none, or one. */
function featuresOf(seed: number): readonly GeneratedFeature[] {
  const choices = [generatedFeatures, [], ...generatedFeatures.map((feature) => [feature])];
  return choices[seed % choices.length] ?? [];
}

/** Random modules, by their seeds. */
export const generated: Source = {
  name: 'generated',
  help: 'random modules',
  ends: false,
  *names(seed) {
    const source = random(seed);
    for (;;) yield `${prefix}${source.integer(0, 0x7fffffff)}`;
  },
  async program(name) {
    if (!name.startsWith(prefix)) return undefined;
    const seed = Number(name.slice(prefix.length));
    return { kind: 'program', program: generatedProgram(seed, { features: featuresOf(seed) }) };
  },
};
