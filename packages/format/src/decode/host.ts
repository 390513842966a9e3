import { policyOfCode } from '../codes/policies.js';
import { knownFeatures } from '../features.js';
import type { Custom, DigestKind, HostState, Parent, ParentKind, Producer, StoredDigest } from '../syntax/index.js';
import { compareText } from '../text-order.js';
import type { SectionReader } from './reader.js';
import { decodeFlag } from './types.js';

const parentKinds: readonly ParentKind[] = ['fingerprint', 'memories'];
const digestKinds: readonly DigestKind[] = ['memories', 'core', 'state'];

/** The alternative that the next byte selects. */
function choice<Kind>(reader: SectionReader, kinds: readonly (Kind | undefined)[], what: string): Kind {
  const start = reader.offset;
  const code = reader.u8();
  const kind = kinds[code];
  if (kind === undefined) throw reader.fault('CKPT1030', { what, code }, start); // clause: conv-codes
  return kind;
}

/** clause: bin-features */
export function decodeFeatures(reader: SectionReader): string[] {
  let previous: string | undefined;
  return reader.list('features', 1, undefined, () => {
    const start = reader.offset;
    const feature = reader.name();
    // clause: bin-features
    if (previous !== undefined && compareText(previous, feature) >= 0) {
      throw reader.fault('CKPT1033', { what: 'feature' }, start); // clause: conv-ascending
    }
    previous = feature;
    // clause: syn-feature-known
    if (!knownFeatures.has(feature)) throw reader.fault('CKPT4002', { feature }, start);
    return feature;
  });
}

/** clause: bin-parent */
export function decodeParent(reader: SectionReader): Parent {
  reader.enter('parent');
  const parent = { kind: choice(reader, parentKinds, 'way to name a parent'), digest: reader.raw(32) };
  reader.leave();
  return parent;
}

/** clause: bin-host-states */
export function decodeHostStates(reader: SectionReader): HostState[] {
  return reader.list('hostStates', 6, 'maxHostStates', () => ({
    name: reader.name(),
    version: reader.name(),
    policy: choice(reader, policyOfCode, 'policy'),
    required: decodeFlag(reader, 'flag'),
    instances: reader.u32List('instances'),
    payload: reader.bytesVec(),
  }));
}

/** clause: bin-producers */
export function decodeProducers(reader: SectionReader): Producer[] {
  return reader.list('producers', 3, undefined, () => ({
    field: reader.name(),
    name: reader.name(),
    version: reader.name(),
  }));
}

/** clause: bin-custom */
export function decodeCustom(reader: SectionReader): Custom {
  return { name: reader.name(), bytes: reader.raw(reader.remaining) };
}

/** clause: bin-digests */
export function decodeDigests(reader: SectionReader): StoredDigest[] {
  return reader.list('digests', 33, undefined, () => ({
    kind: choice(reader, digestKinds, 'kind of digest'),
    digest: reader.raw(32),
  }));
}
