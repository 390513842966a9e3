import { isNullable } from '@wasm-checkpoint/wasm';
import { type ClosedExtern, closeModuleExtern, externText, matchesExtern } from '../externtype.js';
import { type Binding, ownership } from '../host/bindings.js';
import type { Constant, OfferedGlobal } from '../host/manifest.js';
import type { ObjectKind, Offer } from '../host/offers.js';
import { boundType } from '../rules/instances.js';
import type { Replaced, Update } from './update.js';

/** What an import that is no image gets: a function of the host, an object that is there, or one that the host makes. */
export type NewBinding =
  | { readonly kind: 'func'; readonly type: number }
  | { readonly kind: 'existing'; readonly address: number }
  | {
      readonly kind: 'made';
      readonly type: Exclude<ClosedExtern, { readonly kind: 'func' }>;
      readonly value: OfferedGlobal['value'];
      /** The same offer makes one object, unless it is fresh. */
      readonly offer: Offer;
    };

/** An import of the new module that nothing is mapped to, with its place among those of its kind. */
export interface NewImport {
  /** In the list of imports of the new module. */
  readonly index: number;
  readonly position: number;
  readonly module: string;
  readonly name: string;
  readonly type: ClosedExtern;
}

const spaces = { func: 'funcidx', table: 'tableidx', memory: 'memidx', global: 'globalidx', tag: 'tagidx' } as const;

/** The imports of a new module that are no images. */
export function newImports({ updated, comparison }: Replaced): NewImport[] {
  const counts = { func: 0, table: 0, memory: 0, global: 0, tag: 0 };
  return updated.module.imports.flatMap(({ module, name, type }, index): NewImport[] => {
    const position = counts[type.kind]++;
    if (comparison.correspondence.origin(spaces[type.kind], position) >= 0) return [];
    return [{ index, position, module, name, type: closeModuleExtern(updated.types, updated.indices, type) }];
  });
}

/** What the host offers for an import, or why that will not do. Clause valid-update-imports. */
export function bindingOf(update: Update, wanted: NewImport): NewBinding | string {
  const { host } = update;
  if (host === undefined) return 'no host manifest is given';
  const { types } = update.context;
  const { type } = wanted;
  if (type.kind === 'func') {
    const expected = type.type;
    if (expected === undefined) return 'it has no type';
    const offered = host.functions(wanted);
    if (offered.some((each) => types.definedMatches(each, expected))) return { kind: 'func', type: expected };
    const [found] = offered;
    if (found === undefined) return 'there is no function of these names';
    return mismatch(update, { kind: 'func', type: found }, type);
  }
  const offer = host.object(type.kind, wanted);
  if (offer === undefined) return `there is no ${type.kind} of these names`;
  if (offer.object.fresh !== true) {
    const existing = existingObject(update, type.kind, offer);
    if (existing !== undefined) {
      const { address, current } = existing;
      return matchesExtern(types, current, type) ? { kind: 'existing', address } : mismatch(update, current, type);
    }
  }
  return madeBy(update, offer, type);
}

const mismatch = ({ context: { types } }: Update, found: ClosedExtern, expected: ClosedExtern): string =>
  `its type is ${externText(types, found)}, which does not match ${externText(types, expected)}`;

/** The object of the host that the checkpoint has already under an offer. */
function existingObject(
  { checkpoint, context, host }: Update,
  kind: ObjectKind,
  offer: Offer,
): { readonly address: number; readonly current: ClosedExtern } | undefined {
  const { owners, bindings } = ownership(checkpoint, kind);
  for (const [address, bound] of bindings.entries()) {
    const isOffered = ({ module, name }: Binding): boolean => host?.object(kind, { module, name }) === offer;
    const binding = owners[address] === undefined ? bound.find(isOffered) : undefined;
    const instance = checkpoint.instances[binding?.instance ?? -1];
    if (binding === undefined || instance === undefined) continue;
    const current = boundType(context, instance, kind, binding.position);
    if (current !== undefined) return { address, current };
  }
  return undefined;
}

const larger = (left: bigint, right: bigint): bigint => (left > right ? left : right);

/** An object that the host makes for an import, with the state that follows from the offer. */
function madeBy(update: Update, offer: Offer, wanted: ClosedExtern): NewBinding | string {
  const { type, value } = offer;
  if (type.kind === 'func') return 'it is a function';
  const made = { kind: 'made', type, value, offer } as const;
  switch (type.kind) {
    case 'memory':
    case 'table': {
      if (wanted.kind !== type.kind) return mismatch(update, type, wanted);
      const sized = { ...type, min: larger(type.min, wanted.min) };
      const fits = sized.max === undefined || sized.min <= sized.max;
      if (!fits || !matchesExtern(update.context.types, sized, wanted)) return mismatch(update, type, wanted);
      if (offer.object.fresh !== true) return 'what it holds is not known: it is neither fresh nor in the checkpoint';
      if (sized.kind === 'table' && !isNullable(sized.element)) return 'its elements cannot be null';
      return { ...made, type: sized };
    }
    case 'global':
      if (!matchesExtern(update.context.types, type, wanted)) return mismatch(update, type, wanted);
      if (value === undefined) return 'its value is not stated';
      return constantFault(update, value) ?? made;
    case 'tag':
      return matchesExtern(update.context.types, type, wanted) ? made : mismatch(update, type, wanted);
  }
}

/** Why a value that a manifest states cannot be one of the checkpoint; undefined when it can. */
function constantFault({ host, checkpoint }: Update, constant: Constant): string | undefined {
  if (constant.kind === 'host-func') {
    const { module, name } = constant;
    const isThere = checkpoint.hostFuncs.some((each) => each.module === module && each.name === name);
    return isThere || host?.functions(constant).length !== 0
      ? undefined
      : `its value is the function ${module}.${name}, which is not offered`;
  }
  const scalar = constant.kind === 'extern' ? constant.internal : constant;
  if (scalar.kind !== 'host') return undefined;
  const { state, version } = scalar;
  return checkpoint.hostStates.some((each) => each.name === state && each.version === version)
    ? undefined
    : `its value takes the host state ${state}, which the checkpoint does not have`;
}
