import type { Context } from '../context.js';
import { visitReferences } from '../references.js';
import type { HostRuleFamily } from './rule.js';

/** The host states that host references name to which something refers. */
function referredStates(context: Context): ReadonlySet<number> {
  const states = new Set<number>();
  visitReferences(context.checkpoint, (ref) => {
    const internal = ref.kind === 'extern' ? ref.internal : ref;
    const state = internal.kind === 'host' ? context.checkpoint.hostRefs[internal.address]?.state : undefined;
    if (state !== undefined) states.add(state);
  });
  return states;
}

export const states: HostRuleFamily = {
  name: 'host states',
  judgement: 'D',
  clauses: ['valid-host-state'],
  run(context, host) {
    if (!context.on('valid-host-state')) return;
    const referred = referredStates(context);
    context.checkpoint.hostStates.forEach(({ name, version, policy, required }, index) => {
      if (!required && !referred.has(index)) return;
      const known = host.hostStates(name, version);
      const path = `hostStates[${index}]`;
      // clause: valid-host-state
      if (known.length === 0) context.findings.add('CKPT3158', { name, version }, path);
      else if (!known.some(({ policies }) => policies.includes(policy))) {
        context.findings.add('CKPT3159', { name, policy }, `${path}.policy`);
      }
    });
  },
};
