import type { HostRuleFamily } from './rule.js';

export const features: HostRuleFamily = {
  name: 'host features',
  judgement: 'D',
  clauses: ['valid-host-feature'],
  run(context, host) {
    if (!context.on('valid-host-feature')) return;
    context.checkpoint.features.forEach((feature, index) => {
      // clause: valid-host-feature
      if (!host.features.has(feature)) context.findings.add('CKPT3150', { feature }, `features[${index}]`);
    });
  },
};
