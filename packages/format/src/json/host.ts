import { checkpointFeatures, checkpointPolicies, type HostStatePolicy } from '@wasm-checkpoint/tables';
import { column } from '../codes/bytes.js';
import type {
  Custom,
  DigestKind,
  HostState,
  Parent,
  ParentKind,
  Producer,
  StoredDigest,
  UnknownSection,
} from '../syntax/index.js';
import { bytes, choice, digest, flag, name, u8, u32 } from './scalars.js';
import { list, named, record, type Shape } from './shape.js';
import type {
  CustomJson,
  HostStateJson,
  ParentJson,
  ProducerJson,
  StoredDigestJson,
  UnknownSectionJson,
} from './syntax/index.js';

/** Any name: a feature that is not known is refused as such; clause syn-feature-known. */
export const feature: Shape<string, string> = named('feature', {
  ...name,
  schema: () => ({ enum: checkpointFeatures.map((row) => row.name) }),
});

const parentKind: Shape<ParentKind, ParentKind> = choice('way to name a parent', { fingerprint: true, memories: true });

export const parent = record<Parent, ParentJson>('parent', { kind: parentKind, digest });

const policy: Shape<HostStatePolicy, HostStatePolicy> = choice('policy', column(checkpointPolicies, 'name', 'code'));

export const hostState = record<HostState, HostStateJson>('host-state', {
  name,
  version: name,
  policy,
  required: flag,
  instances: list(u32),
  payload: bytes,
});

export const producer = record<Producer, ProducerJson>('producer', { field: name, name, version: name });

export const custom = record<Custom, CustomJson>('custom', { name, bytes });

const digestKind: Shape<DigestKind, DigestKind> = choice('kind of digest', { memories: true, core: true, state: true });

export const storedDigest = record<StoredDigest, StoredDigestJson>('stored-digest', { kind: digestKind, digest });

export const unknownSection = record<UnknownSection, UnknownSectionJson>('unknown-section', { id: u8, bytes });
