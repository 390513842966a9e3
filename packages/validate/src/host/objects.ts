import type { Context } from '../context.js';
import { type ClosedExtern, externText } from '../externtype.js';
import { boundType } from '../rules/instances.js';
import { type Binding, objectKinds, ownership } from './bindings.js';
import { isConstant } from './constants.js';
import type { HostOffers, ObjectKind, Offer } from './offers.js';
import type { HostRuleFamily } from './rule.js';

/** What of an offered object does not fit the state that it is to take. */
interface Misfit {
  readonly what: string;
  readonly found: string;
  readonly expected: string;
}

const maximum = (max: bigint | undefined): string => (max === undefined ? 'none' : String(max));

/** Why an offered object cannot take the state of a type; undefined when it can. */
function misfit(context: Context, offered: ClosedExtern, stored: ClosedExtern): Misfit | undefined {
  const text = (type: ClosedExtern): string => externText(context.types, type);
  const different = { what: 'the type', found: text(offered), expected: text(stored) };
  if (stored.kind === 'memory' || stored.kind === 'table') {
    if (offered.kind !== stored.kind || offered.address !== stored.address) return different;
    if (stored.kind === 'memory' && offered.kind === 'memory') {
      if (offered.shared !== stored.shared || offered.pageSizeLog2 !== stored.pageSizeLog2) return different;
    } else if (stored.kind === 'table' && offered.kind === 'table' && offered.element !== stored.element) {
      return different;
    }
    if (offered.max !== stored.max) {
      return { what: 'the maximum', found: maximum(offered.max), expected: maximum(stored.max) };
    }
    if (offered.min > stored.min) {
      return { what: 'the smallest size', found: String(offered.min), expected: `at most ${stored.min}` };
    }
    return undefined;
  }
  if (stored.kind === 'global' && offered.kind === 'global') {
    return offered.type === stored.type && offered.mutable === stored.mutable ? undefined : different;
  }
  if (stored.kind === 'tag' && offered.kind === 'tag') return offered.type === stored.type ? undefined : different;
  return different;
}

/** Finds the one object that the host offers under the names of all bindings; undefined, and a finding, without one. */
function offerOf(
  context: Context,
  host: HostOffers,
  kind: ObjectKind,
  bindings: readonly Binding[],
  path: string,
): { readonly offer: Offer; readonly names: Binding } | undefined {
  let first: { readonly offer: Offer; readonly names: Binding } | undefined;
  for (const names of bindings) {
    const { module, name } = names;
    const offer = host.object(kind, names);
    // clause: valid-host-object
    if (offer === undefined) {
      context.findings.add('CKPT3153', { kind, module, name }, path);
      return undefined;
    }
    if (first !== undefined && first.offer !== offer) {
      const { module: otherModule, name: otherName } = first.names;
      context.findings.add('CKPT3154', { kind, module, name, otherModule, otherName }, path);
      return undefined;
    }
    first ??= { offer, names };
  }
  return first;
}

function checkKind(context: Context, host: HostOffers, kind: ObjectKind): void {
  const { checkpoint, findings } = context;
  const { owners, bindings } = ownership(checkpoint, kind);
  const taken = new Map<Offer, number>();
  bindings.forEach((bound, address) => {
    if (owners[address] !== undefined || bound.length === 0) return;
    const path = `${kind === 'memory' ? 'memories' : `${kind}s`}[${address}]`;
    const found = offerOf(context, host, kind, bound, path);
    if (found === undefined) return;
    const { offer, names } = found;
    const { module, name } = names;
    const instance = checkpoint.instances[names.instance];
    const stored = instance && boundType(context, instance, kind, names.position);
    const wrong = stored && misfit(context, offer.type, stored);
    const global = kind === 'global' ? checkpoint.globals[address] : undefined;
    const other = taken.get(offer);
    // clause: valid-host-object
    if (wrong !== undefined) findings.add('CKPT3156', { kind, module, name, ...wrong }, path);
    else if (global?.type.mutable === false) {
      // clause: valid-host-object
      if (offer.value !== undefined && !isConstant(checkpoint, global.value, offer.value)) {
        findings.add('CKPT3157', { module, name }, `${path}.value`);
      }
    } else if (offer.object.fresh !== true && other !== undefined) {
      // clause: valid-host-object
      findings.add('CKPT3155', { kind, module, name, other }, path);
    }
    taken.set(offer, other ?? address);
  });
}

export const objects: HostRuleFamily = {
  name: 'host objects',
  judgement: 'D',
  clauses: ['valid-host-object'],
  run(context, host) {
    if (!context.on('valid-host-object')) return;
    for (const kind of objectKinds) checkKind(context, host, kind);
  },
};
