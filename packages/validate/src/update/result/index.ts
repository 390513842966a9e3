import { type Checkpoint, type Limits, usedByState } from '@wasm-checkpoint/format';
import { Context } from '../../context.js';
import { closeModuleExtern } from '../../externtype.js';
import { objectKinds, spaceOf } from '../../host/bindings.js';
import type { ObjectKind } from '../../host/offers.js';
import { ModuleView } from '../../module-view.js';
import { bindingOf, type NewImport, newImports } from '../new-imports.js';
import type { Replaced, Update } from '../update.js';
import { Allocation } from './allocation.js';
import { Binder } from './bindings.js';
import { Definitions } from './definitions.js';
import { type Draft, type DraftInstance, draftOf } from './draft.js';
import { mapThreads } from './frames.js';
import { mergeModules, prune } from './pruning.js';
import { type FuncMap, mapStore } from './references.js';
import { segmentStates } from './segments.js';
import { TypeWriter } from './types.js';

const indexSpaceOf = { memory: 'memidx', table: 'tableidx', global: 'globalidx', tag: 'tagidx' } as const;

/** The context in which new expressions are evaluated: the draft with the new modules, in a space of types of its own. */
function draftContext(update: Update, draft: Draft): Context {
  const { settings, modules } = update.context;
  const context = new Context(draft, settings);
  for (const [moduleidx, view] of modules.entries()) {
    const module = update.replaced.get(moduleidx)?.updated ?? view;
    if (module !== undefined) {
      context.modules[moduleidx] = new ModuleView(moduleidx, module.module.bytes, context.types);
    }
  }
  return context;
}

/** Writes the instances of replaced modules. */
class Instances {
  readonly #update: Update;
  readonly #draft: Draft;
  readonly #context: Context;
  readonly #types: TypeWriter;
  readonly #binder: Binder;

  constructor(update: Update, draft: Draft, types: TypeWriter) {
    this.#update = update;
    this.#draft = draft;
    this.#context = draftContext(update, draft);
    this.#types = types;
    this.#binder = new Binder(update, draft, types);
  }

  write(replaced: Replaced, instanceidx: number): void {
    const instance = this.#draft.instances[instanceidx];
    if (instance === undefined) return;
    const before = { ...instance };
    const added = newImports(replaced);
    this.#bindFuncs(replaced, instance, added);
    // What is mapped and what is imported comes first: new expressions may read it.
    for (const kind of objectKinds) this.#bindObjects(replaced, instance, kind, added);
    const definitions = this.#definitions(replaced, instanceidx);
    for (const kind of ['tag', 'memory', 'global', 'table'] as const) {
      this.#define(replaced, instance, kind, definitions);
    }
    const { elems, datas } = segmentStates(replaced, before, definitions);
    instance.elems = elems;
    instance.datas = datas;
  }

  #definitions(replaced: Replaced, instance: number): Definitions {
    const view = this.#context.instance(instance)?.view ?? replaced.updated;
    const typeOf = (typeidx: number): number => this.#types.index(replaced.updated.indices[typeidx] ?? -1);
    const { allocate } = new Allocation(this.#draft, this.#context, view, typeOf);
    return new Definitions(this.#draft, this.#context, { replaced, instance }, this.#types, allocate);
  }

  #bindFuncs({ updated, comparison }: Replaced, instance: DraftInstance, added: readonly NewImport[]): void {
    const before = instance.funcs;
    instance.funcs = Array.from({ length: updated.module.imported.func }, (_, position) => {
      const bound = before[comparison.correspondence.origin('funcidx', position)];
      if (bound !== undefined) return bound;
      const wanted = added.find((each) => each.type.kind === 'func' && each.position === position);
      const binding = wanted && bindingOf(this.#update, wanted);
      if (wanted === undefined || typeof binding !== 'object' || binding.kind !== 'func') throw notBound(position);
      return { kind: 'host-func', address: this.#binder.func(wanted.module, wanted.name, binding.type) };
    });
  }

  /** Fills an index space as far as images and imports go; new definitions are left at -1. */
  #bindObjects(
    { updated, comparison }: Replaced,
    instance: DraftInstance,
    kind: ObjectKind,
    added: readonly NewImport[],
  ): void {
    const before = instance[spaceOf[kind]];
    instance[spaceOf[kind]] = Array.from({ length: updated.module[spaceOf[kind]].length }, (_, index) => {
      const bound = before[comparison.correspondence.origin(indexSpaceOf[kind], index)];
      const isDefined = index >= updated.module.imported[kind];
      if (bound !== undefined && isDefined) this.#declare(kind, bound, updated, index);
      if (bound !== undefined) return bound;
      if (isDefined) return -1;
      const wanted = added.find((each) => each.type.kind === kind && each.position === index);
      const binding = wanted && bindingOf(this.#update, wanted);
      if (typeof binding !== 'object' || binding.kind === 'func') throw notBound(index);
      return this.#binder.object(binding);
    });
  }

  /** Gives a memory or table that stays the maximum of its new declaration. Clause valid-update-object. */
  #declare(kind: ObjectKind, address: number, { module }: ModuleView, index: number): void {
    const { memories, tables } = this.#draft;
    const memory = kind === 'memory' ? memories[address] : undefined;
    if (memory !== undefined) memories[address] = { ...memory, type: declared(memory.type, module.memories[index]) };
    const table = kind === 'table' ? tables[address] : undefined;
    if (table !== undefined) tables[address] = { ...table, type: declared(table.type, module.tables[index]) };
  }

  #define({ updated }: Replaced, instance: DraftInstance, kind: ObjectKind, definitions: Definitions): void {
    const space = instance[spaceOf[kind]];
    const first = updated.module.imported[kind];
    for (const [index, address] of space.entries()) {
      if (address >= 0) continue;
      const made = definitions[kind](index - first);
      if (made === undefined) throw notBound(index);
      space[index] = made;
    }
  }
}

/** A type with its size, and the maximum of a declaration. */
function declared<Type extends { readonly limits: Limits }>(
  type: Type,
  declaration: { readonly limits: { readonly max: bigint | undefined } } | undefined,
): Type {
  const { min } = type.limits;
  const max = declaration?.limits.max;
  return max === type.limits.max ? type : { ...type, limits: max === undefined ? { min } : { min, max } };
}

/** Raised where an import or definition has nothing to stand for, which the rules of imports rule out. */
export class Unbound extends Error {}

const notBound = (index: number): Unbound => new Unbound(`import or definition ${index} has nothing to stand for`);

/** Where references to functions of replaced modules go. */
function funcMap(update: Update): FuncMap {
  return (ref) => {
    const image = update.of(ref.instance)?.comparison.correspondence.image('funcidx', ref.funcidx) ?? ref.funcidx;
    return image === ref.funcidx ? ref : { ...ref, funcidx: image };
  };
}

/** The modules of a draft, those that are replaced by their new versions. */
function writeModules(update: Update, draft: Draft, types: TypeWriter): void {
  const { sha256 } = update.context.settings;
  for (const { moduleidx, updated } of update.replaced.values()) {
    const { bytes, imports } = updated.module;
    draft.modules[moduleidx] = {
      digest: sha256.digest(bytes),
      length: BigInt(bytes.length),
      imports: imports.map(({ module, name, type }) => ({
        module,
        name,
        type: types.externtype(closeModuleExtern(updated.types, updated.indices, type)),
      })),
    };
  }
}

/** The updated checkpoint `φ(c)`: in coordinates of the new modules, for an update that no rule is against. */
export function updatedCheckpoint(update: Update): Checkpoint {
  const { context, checkpoint } = update;
  const map = funcMap(update);
  const draft = draftOf(mapStore(checkpoint, map));
  draft.threads = mapThreads(update, map);
  const types = new TypeWriter(context.types, checkpoint.types, context.indices);
  for (const { updated } of update.replaced.values()) types.addSource(updated.module.recgroups, updated.indices);
  if (update.host !== undefined) types.addSource(update.host.groups, update.host.indices);
  writeModules(update, draft, types);
  const instances = new Instances(update, draft, types);
  for (const { instanceidx, ...replaced } of update.instances()) instances.write(replaced, instanceidx);
  draft.types = types.groups;
  prune(checkpoint, draft);
  mergeModules(draft);
  if (!draft.memories.some(({ image }) => image.base.kind === 'parent')) delete draft.parent;
  // clause: syn-feature-declared
  draft.features = [...new Set([...draft.features, ...usedByState(draft)])].sort();
  return draft;
}
