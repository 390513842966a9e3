import { digestCode, parentCode, policyCode } from '../codes/policies.js';
import type { Custom, HostState, Parent, Producer, StoredDigest } from '../syntax/index.js';
import type { SectionWriter } from './writer.js';

/** clause: bin-features */
export function encodeFeatures(writer: SectionWriter, features: readonly string[]): void {
  writer.list('features', features, (feature) => writer.name(feature));
}

/** clause: bin-parent */
export function encodeParent(writer: SectionWriter, parent: Parent): void {
  writer.field('parent', () => {
    writer.code(parentCode, parent.kind, 'way to name a parent');
    writer.digest(parent.digest);
  });
}

/** clause: bin-host-states */
export function encodeHostStates(writer: SectionWriter, hostStates: readonly HostState[]): void {
  writer.list('hostStates', hostStates, (state) => {
    writer.name(state.name);
    writer.name(state.version);
    writer.code(policyCode, state.policy, 'policy');
    writer.flag(state.required);
    writer.u32List('instances', state.instances);
    writer.bytesVec(state.payload);
  });
}

/** clause: bin-producers */
export function encodeProducers(writer: SectionWriter, producers: readonly Producer[]): void {
  writer.list('producers', producers, ({ field, name, version }) => {
    writer.name(field);
    writer.name(name);
    writer.name(version);
  });
}

/** clause: bin-custom */
export function encodeCustom(writer: SectionWriter, custom: Custom): void {
  writer.name(custom.name);
  writer.raw(custom.bytes);
}

/** clause: bin-digests */
export function encodeDigests(writer: SectionWriter, digests: readonly StoredDigest[]): void {
  writer.list('digests', digests, ({ kind, digest }) => {
    writer.code(digestCode, kind, 'kind of digest');
    writer.digest(digest);
  });
}
