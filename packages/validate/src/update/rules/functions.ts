import { visitReferences } from '../../references.js';
import { entityName, type Replaced, type Update } from '../update.js';
import type { UpdateRuleFamily } from './rule.js';

/** Who refers to a function of a replaced module. */
interface Users {
  /** Paths of references that are values. */
  readonly references: string[];
  /** Paths of bindings of other instances. */
  readonly bindings: string[];
}

/** The users of each function of replaced modules; what an import that goes away is bound to does not count. */
function usersOf(update: Update): Map<Replaced, Map<number, Users>> {
  const found = new Map<Replaced, Map<number, Users>>();
  const add = (instance: number, funcidx: number, use: keyof Users, path: () => string): void => {
    const replaced = update.of(instance);
    if (replaced === undefined) return;
    const functions = found.get(replaced) ?? new Map<number, Users>();
    found.set(replaced, functions);
    const users = functions.get(funcidx) ?? { references: [], bindings: [] };
    functions.set(funcidx, users);
    users[use].push(path());
  };
  visitReferences(update.checkpoint, (ref, path) => {
    if (ref.kind === 'func') add(ref.instance, ref.funcidx, 'references', path);
  });
  for (const [instance, { funcs }] of update.checkpoint.instances.entries()) {
    const importer = update.of(instance);
    for (const [position, func] of funcs.entries()) {
      if (func.kind !== 'func') continue;
      if (importer !== undefined && importer.comparison.correspondence.image('funcidx', position) < 0) continue;
      add(func.instance, func.funcidx, 'bindings', () => `instances[${instance}].funcs[${position}]`);
    }
  }
  return found;
}

function checkFunction(update: Update, replaced: Replaced, funcidx: number, { references, bindings }: Users): void {
  const { moduleidx, old, updated, comparison } = replaced;
  const { types } = update.context;
  const places = [...references, ...bindings];
  const user = places[0] ?? '';
  const name = entityName(old, 'funcs', funcidx);
  const place = { moduleidx, funcidx };
  const image = comparison.correspondence.image('funcidx', funcidx);
  const about = { kind: 'function', module: moduleidx, index: funcidx, name, places } as const;
  // clause: valid-update-func
  if (image < 0) {
    update.obstruct('CKPT3172', { name, user }, user, { ...about, verdict: 'removed' }, place);
    return;
  }
  const before = old.funcType(funcidx);
  const after = updated.funcType(image);
  if (before === undefined || after === undefined || before === after) return;
  if (references.length === 0 && types.definedMatches(after, before)) return;
  // clause: valid-update-func
  update.obstruct(
    'CKPT3173',
    { name, user, found: types.signatureText(after), expected: types.signatureText(before) },
    user,
    { ...about, image, verdict: 'changed', places: references.length === 0 ? bindings : places },
    place,
  );
}

/** Functions that references name or other instances import: there, with their types. */
export const functions: UpdateRuleFamily = {
  name: 'update functions',
  judgement: 'E',
  clauses: ['valid-update-func'],
  run(update) {
    if (!update.context.on('valid-update-func')) return;
    for (const [replaced, found] of usersOf(update)) {
      for (const [funcidx, users] of found) checkFunction(update, replaced, funcidx, users);
    }
  },
};
