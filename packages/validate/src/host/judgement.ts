import type { Context } from '../context.js';
import { features } from './features.js';
import { functions } from './functions.js';
import type { Manifest } from './manifest.js';
import { objects } from './objects.js';
import { HostOffers } from './offers.js';
import type { HostRuleFamily } from './rule.js';
import { states } from './states.js';

/** The rules of judgement D, in the order in which they run. */
export const hostFamilies: readonly HostRuleFamily[] = [features, functions, objects, states];

/** Decides judgement D on a checkpoint that meets B and C; what is wrong goes to the context's findings. */
export function judgeHost(context: Context, manifest: Manifest): void {
  const host = new HostOffers(manifest, context.types);
  for (const family of hostFamilies) family.run(context, host);
}
