import { matchesComposite } from '@wasm-checkpoint/wasm';
import type { Context } from '../context.js';
import type { RuleFamily } from './rule.js';

/** Why a type cannot have a supertype; undefined when it can. Both are indices of the universe. */
function reasonAgainst(context: Context, type: number, supertype: number): string | undefined {
  const { universe } = context.types;
  const sub = universe.types[type];
  const sup = universe.types[supertype];
  if (sub === undefined || sup === undefined) return undefined;
  if (sup.final) return 'it is final';
  return matchesComposite(universe, sub.composite, sup.composite) ? undefined : 'they do not match';
}

/** The defined types of the checkpoint. */
export const types: RuleFamily = {
  name: 'types',
  judgement: 'B',
  clauses: ['valid-type'],
  run(context) {
    const { checkpoint, indices, settings } = context;
    const depths: number[] = [];
    for (const [groupidx, group] of checkpoint.types.entries()) {
      for (const [position, { supertypes }] of group.entries()) {
        const typeidx = depths.length;
        const [supertype] = supertypes;
        const depth = supertype === undefined ? 0 : (depths[supertype] ?? 0) + 1;
        depths.push(depth);
        if (supertype === undefined) continue;
        const path = `types[${groupidx}][${position}]`;
        const most = settings.limits.maxSubtypingDepth;
        if (depth > most) context.limit('maxSubtypingDepth', depth, most, path);
        const reason = reasonAgainst(context, indices[typeidx] ?? -1, indices[supertype] ?? -1);
        // clause: valid-type
        if (reason !== undefined && context.on('valid-type')) {
          context.findings.add('CKPT3117', { type: typeidx, supertype, reason }, path);
        }
      }
    }
  },
};
