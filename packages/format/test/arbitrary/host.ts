import type {
  Checkpoint,
  Custom,
  HostState,
  Parent,
  Producer,
  StoredDigest,
  UnknownSection,
} from '@wasm-checkpoint/format';
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

const known: ReadonlySet<number> = new Set(checkpointSections.map((section) => section.id));
const neverUsed: ReadonlySet<number> = new Set([0x80, 0xc0, 0xfe, 0xff]);

const ids = Array.from({ length: 128 }, (_, place) => 0x80 | place).filter(
  (id) => !known.has(id) && !neverUsed.has(id),
);

/** Ancillary sections, ascending; some at places that known critical ones have. Clauses bin-section-id, bin-section-order. */
export const unknowns: fc.Arbitrary<UnknownSection[]> = fc
  .array(
    object<UnknownSection>({ id: fc.oneof(fc.constantFrom(0x91, 0xaf, 0xc1, 0xfd), fc.constantFrom(...ids)), bytes }),
    {
      maxLength: 3,
    },
  )
  .map((all) => [...all].sort((left, right) => left.id - right.id));

/** What the critical sections of places 1 to 16 hold, in the order of their places. */
const heldAt: readonly (keyof Checkpoint)[] = [
  'features',
  'parent',
  'types',
  'modules',
  'instances',
  'hostFuncs',
  'tables',
  'memories',
  'globals',
  'tags',
  'structs',
  'arrays',
  'exceptions',
  'hostRefs',
  'threads',
  'hostStates',
];

/** The checkpoint without the unknown sections whose place a section that it has takes. */
export function withoutClashes(checkpoint: Checkpoint): Checkpoint {
  const clashes = ({ id }: UnknownSection): boolean => {
    const field = heldAt[placeOf(id) - 1];
    const held = field === undefined ? undefined : checkpoint[field];
    return Array.isArray(held) ? held.length > 0 : held !== undefined;
  };
  return { ...checkpoint, unknowns: checkpoint.unknowns.filter((section) => !clashes(section)) };
}
