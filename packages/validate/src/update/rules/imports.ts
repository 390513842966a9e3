import { bindingOf, newImports } from '../new-imports.js';
import type { UpdateRuleFamily } from './rule.js';

/** Imports of the new modules that the old ones did not have: offered by the host. */
export const imports: UpdateRuleFamily = {
  name: 'update imports',
  judgement: 'E',
  clauses: ['valid-update-imports'],
  run(update) {
    if (!update.context.on('valid-update-imports')) return;
    for (const replaced of update.replaced.values()) {
      for (const wanted of newImports(replaced)) {
        const reason = bindingOf(update, wanted);
        if (typeof reason !== 'string') continue;
        const { module, name, index, position } = wanted;
        const path = `modules[${replaced.moduleidx}]`;
        // clause: valid-update-imports
        update.obstruct('CKPT3177', { module, name, reason }, path, {
          kind: 'import',
          module: replaced.moduleidx,
          index,
          image: position,
          name: `${module}.${name}`,
          verdict: 'new',
          places: [path],
        });
      }
    }
  },
};
