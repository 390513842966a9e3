import type { HostFuncAddr } from '@wasm-checkpoint/format';
import type { Context } from '../context.js';
import { externText } from '../externtype.js';
import { visitReferences } from '../references.js';
import type { HostRuleFamily } from './rule.js';

/** The host functions that an import is bound to or a reference leads to. */
function usedFunctions(context: Context): ReadonlySet<HostFuncAddr> {
  const used = new Set<HostFuncAddr>();
  for (const { funcs } of context.checkpoint.instances) {
    for (const func of funcs) if (func.kind === 'host-func') used.add(func.address);
  }
  visitReferences(context.checkpoint, (ref) => {
    if (ref.kind === 'host-func') used.add(ref.address);
  });
  return used;
}

export const functions: HostRuleFamily = {
  name: 'host functions',
  judgement: 'D',
  clauses: ['valid-host-func'],
  run(context, host) {
    if (!context.on('valid-host-func')) return;
    const { types, checkpoint } = context;
    const used = usedFunctions(context);
    checkpoint.hostFuncs.forEach((func, address) => {
      const expected = context.indices[func.type];
      if (!used.has(address) || expected === undefined) return;
      const { module, name } = func;
      const offered = host.functions(func);
      // clause: valid-host-func
      if (offered.some((type) => types.definedMatches(type, expected))) return;
      const path = `hostFuncs[${address}]`;
      const text = (type: number): string => externText(types, { kind: 'func', type });
      const [found] = offered;
      if (found === undefined) context.findings.add('CKPT3151', { module, name }, path);
      else context.findings.add('CKPT3152', { module, name, found: text(found), expected: text(expected) }, path);
    });
  },
};
