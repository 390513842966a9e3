import type { Checkpoint, Instance } from '@wasm-checkpoint/format';
import { checkpointFeatures } from '@wasm-checkpoint/tables';
import fc from 'fast-check';
import { featuresOf } from './features.js';
import { customs, digests, hostStates, parent, producers, unknowns, withoutClashes } from './host.js';
import { memories } from './memories.js';
import { hostFuncs, instances, modules } from './modules.js';
import { object } from './object.js';
import { allows, type CheckpointOptions } from './options.js';
import { type Shape, shapes } from './shape.js';
import { arrays, exceptions, globals, hostRefs, structs, tables, tags } from './store.js';
import { threads } from './threads.js';
import { recTypes } from './types.js';
import { Values } from './values.js';

export type { CheckpointOptions } from './options.js';

/** The checkpoint with the features it uses declared, and besides them those of `extra` that it may declare. */
function withFeatures(checkpoint: Checkpoint, extra: readonly string[]): Checkpoint {
  return { ...checkpoint, features: [...new Set([...featuresOf(checkpoint), ...extra])].sort() };
}

function contents(shape: Shape, values: Values, bound: readonly Instance[]): fc.Arbitrary<Checkpoint> {
  const { options } = shape;
  const declarable = checkpointFeatures.map((feature) => feature.name).filter((feature) => allows(options, feature));
  return fc
    .record({
      features: fc.oneof(
        { weight: 2, arbitrary: fc.constant<string[]>([]) },
        { weight: 1, arbitrary: fc.subarray<string>(declarable) },
      ),
      parent,
      rest: object<Omit<Checkpoint, 'features' | 'parent'>>({
        types: fc.constant(shape.groups),
        modules: modules(shape),
        instances: fc.constant(bound),
        hostFuncs: hostFuncs(shape),
        tables: tables(shape, values, bound),
        memories: memories(shape, bound),
        globals: globals(shape, values),
        tags: fc.constant(tags(shape)),
        structs: structs(shape, values),
        arrays: arrays(shape, values),
        exceptions: exceptions(shape, values),
        hostRefs: hostRefs(shape),
        threads: threads(shape, values),
        hostStates: hostStates(shape),
        producers,
        customs,
        digests: options.digests === false ? fc.constant([]) : digests,
        unknowns,
      }),
    })
    .map(({ features, parent: named, rest }) => {
      // clause: syn-parent
      const child = rest.memories.some((memory) => memory.image.base.kind === 'parent');
      return withoutClashes(withFeatures({ features: [], ...(child ? { parent: named } : {}), ...rest }, features));
    });
}

/**
 * Checkpoints that are structurally valid and in canonical form, of all features: `decode(encode(x))` is deeply equal to x.
 *
 * Small enough for thousands of runs; see `CheckpointOptions` for larger and narrower ones.
 */
export function arbitraryCheckpoint(options: CheckpointOptions = {}): fc.Arbitrary<Checkpoint> {
  return recTypes(options)
    .chain((groups) => shapes(options, groups))
    .chain((shape) => {
      const values = new Values(shape);
      return instances(shape, values).chain((bound) => contents(shape, values, bound));
    });
}
