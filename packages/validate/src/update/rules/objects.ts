import { type ClosedExtern, equivalentExtern, externText } from '../../externtype.js';
import { objectKinds, ownership, spaceOf } from '../../host/bindings.js';
import type { ObjectKind } from '../../host/offers.js';
import { declaredType } from '../../rules/definitions.js';
import { boundType } from '../../rules/instances.js';
import { entityName, type Replaced, type Update } from '../update.js';
import type { UpdateRuleFamily } from './rule.js';

const indexSpaceOf = { memory: 'memidx', table: 'tableidx', global: 'globalidx', tag: 'tagidx' } as const;

/** Who refers to an object besides the instance that defines it, by paths. */
class Users {
  readonly #all = new Map<number, string[]>();
  /** The objects that other instances import. */
  readonly imported = new Set<number>();

  add(address: number | undefined, path: string, imported = false): void {
    if (address === undefined) return;
    const users = this.#all.get(address);
    if (users === undefined) this.#all.set(address, [path]);
    else users.push(path);
    if (imported) this.imported.add(address);
  }

  of(address: number): readonly string[] {
    return this.#all.get(address) ?? [];
  }
}

/** The users of the objects of a kind; what an import that goes away is bound to does not count. */
function usersOf(update: Update, kind: ObjectKind): Users {
  const { checkpoint } = update;
  const users = new Users();
  for (const [instance, each] of checkpoint.instances.entries()) {
    const imports = checkpoint.modules[each.module]?.imports.filter(({ type }) => type.kind === kind) ?? [];
    const importer = update.of(instance);
    for (const position of imports.keys()) {
      if (importer !== undefined && importer.comparison.correspondence.image(indexSpaceOf[kind], position) < 0)
        continue;
      users.add(each[spaceOf[kind]][position], `instances[${instance}].${spaceOf[kind]}[${position}]`, true);
    }
  }
  if (kind === 'memory') {
    for (const [thread, { status }] of checkpoint.threads.entries()) {
      if (status.kind === 'waiting') users.add(status.memory, `threads[${thread}].status.memory`);
    }
  }
  if (kind === 'tag') {
    for (const [exception, { tag }] of checkpoint.exceptions.entries()) users.add(tag, `exceptions[${exception}].tag`);
  }
  return users;
}

/** A defined object of an instance of a replaced module. */
interface Defined {
  readonly replaced: Replaced;
  readonly kind: ObjectKind;
  readonly index: number;
  readonly address: number;
  /** The type that it has now, with its size. */
  readonly current: ClosedExtern;
}

/** What of a new declaration does not fit an object that is there; undefined when it fits. */
function misfit(
  update: Update,
  { current }: Defined,
  before: ClosedExtern,
  after: ClosedExtern,
  imported: boolean,
): { readonly what: string; readonly found: string; readonly expected: string } | undefined {
  const { types } = update.context;
  if (
    (before.kind === 'memory' || before.kind === 'table') &&
    (current.kind === 'memory' || current.kind === 'table') &&
    after.kind === before.kind
  ) {
    const { min, max } = before;
    if (equivalentExtern(before, { ...after, min, max })) {
      if (after.min > current.min) {
        return { what: 'the minimum', found: String(after.min), expected: `at most ${current.min}` };
      }
      if (after.max === max) return undefined;
      if (imported) return { what: 'the maximum', found: String(after.max ?? 'none'), expected: String(max ?? 'none') };
      if (after.max === undefined || after.max >= current.min) return undefined;
      return { what: 'the maximum', found: String(after.max), expected: `at least ${current.min}` };
    }
  } else if (equivalentExtern(before, after)) return undefined;
  return { what: 'the type', found: externText(types, after), expected: externText(types, before) };
}

function checkObject(update: Update, defined: Defined, users: Users): void {
  const { replaced, kind, index, address } = defined;
  const { old, updated, comparison, moduleidx } = replaced;
  const name = entityName(old, spaceOf[kind], index);
  const path = `${spaceOf[kind]}[${address}]`;
  const image = comparison.correspondence.image(indexSpaceOf[kind], index);
  const about = { kind, module: moduleidx, index, name } as const;
  if (image < 0) {
    const places = users.of(address);
    const [user] = places;
    if (user === undefined) return;
    // clause: valid-update-object
    update.obstruct('CKPT3174', { kind, name, user }, path, { ...about, verdict: 'removed', places });
    return;
  }
  const before = declaredType({ view: old }, kind, index);
  const after = declaredType({ view: updated }, kind, image);
  if (before === undefined || after === undefined) return;
  const wrong = misfit(update, defined, before, after, users.imported.has(address));
  if (wrong === undefined) return;
  // clause: valid-update-object
  update.obstruct('CKPT3175', { kind, name, ...wrong }, path, { ...about, image, verdict: 'changed', places: [path] });
}

/** Memories, tables, globals and tags that replaced modules define: there where they are needed, as they were declared. */
export const objects: UpdateRuleFamily = {
  name: 'update objects',
  judgement: 'E',
  clauses: ['valid-update-object'],
  run(update) {
    if (!update.context.on('valid-update-object')) return;
    for (const kind of objectKinds) {
      const users = usersOf(update, kind);
      const { owners } = ownership(update.checkpoint, kind);
      for (const { instanceidx, ...replaced } of update.instances()) {
        const instance = update.checkpoint.instances[instanceidx];
        if (instance === undefined) continue;
        for (const [index, address] of instance[spaceOf[kind]].entries()) {
          if (owners[address] !== instanceidx || index < replaced.old.module.imported[kind]) continue;
          const current = boundType(update.context, instance, kind, index);
          if (current !== undefined) checkObject(update, { replaced, kind, index, address, current }, users);
        }
      }
    }
  },
};
