import type { Custom, HostState, Parent, Producer, StoredDigest, UnknownSection } from '@wasm-checkpoint/format';
import { checkpointSections } from '@wasm-checkpoint/tables';
import fc from 'fast-check';
import { bytes, digest } from './bits.js';
import { compareNames, name } from './names.js';
import { object } from './object.js';
import type { Shape } from './shape.js';

export function hostStates(shape: Shape): fc.Arbitrary<HostState[]> {
  const hostState = object<HostState>({
    name,
    version: fc.oneof(fc.constantFrom('1', '0.2.0'), name),
    policy: fc.constantFrom('reopen' as const, 'reissue' as const, 'fail' as const),
    required: fc.boolean(),
    instances: fc.subarray([...shape.instances.keys()]),
    payload: bytes,
  });
  return fc.array(hostState, { minLength: shape.hostStates, maxLength: shape.hostStates });
}

export const producers: fc.Arbitrary<Producer[]> = fc
  .uniqueArray(
    object<Producer>({ field: fc.oneof(fc.constantFrom('producer', 'engine', 'host'), name), name, version: name }),
    {
      maxLength: 3,
      comparator: (left, right) => left.field === right.field && left.name === right.name,
    },
  )
  .map((all) =>
    [...all].sort((left, right) => compareNames(left.field, right.field) || compareNames(left.name, right.name)),
  );

export const customs: fc.Arbitrary<Custom[]> = fc.array(object<Custom>({ name, bytes }), { maxLength: 2 });

export const parent: fc.Arbitrary<Parent> = object<Parent>({
  kind: fc.constantFrom('fingerprint' as const, 'memories' as const),
  digest,
});

export const digests: fc.Arbitrary<StoredDigest[]> = fc
  .subarray(['memories', 'core', 'state'] as const)
  .chain((kinds) => fc.tuple(...kinds.map((kind) => object<StoredDigest>({ kind: fc.constant(kind), digest }))));

/** Bits 0 to 6 of a section id. */
const placeOf = (id: number): number => id & 0x7f;

/** The places that version 1 uses, and place 0. */
const taken: ReadonlySet<number> = new Set([0, ...checkpointSections.map((section) => placeOf(section.id))]);

const free = Array.from({ length: 128 }, (_, place) => 0x80 | place).filter((id) => !taken.has(placeOf(id)));

/** Ancillary sections at places that no known section has, ascending; clauses bin-section-id, bin-section-order. */
export const unknowns: fc.Arbitrary<UnknownSection[]> = fc
  .array(object<UnknownSection>({ id: fc.oneof(fc.constantFrom(0xaf, 0xc1, 0xfd), fc.constantFrom(...free)), bytes }), {
    maxLength: 3,
  })
  .map((all) => [...all].sort((left, right) => left.id - right.id));
