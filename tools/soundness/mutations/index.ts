import { type Checkpoint, usedFeatures } from '@wasm-checkpoint/format';
import type { Random } from '../../fuzz/random.js';
import type { Subject } from '../subject.js';
import { frameMutations } from './frames.js';
import { linkingMutations } from './linking.js';
import type { Mutation } from './mutation.js';
import { storeMutations } from './store.js';

/** A subject with something changed. */
export interface Mutant {
  readonly subject: Subject;
  readonly checkpoint: Checkpoint;
  /** What was changed, in order. */
  readonly changes: readonly string[];
}

/** Frames are what the validator has most to say about. */
const groups: readonly (readonly Mutation[])[] = [
  ...[frameMutations, frameMutations, frameMutations],
  ...[storeMutations, storeMutations, linkingMutations],
];

/** A checkpoint that declares what it uses: a change that forgets to is no other one than to leave a feature out. */
function declared(checkpoint: Checkpoint): Checkpoint {
  try {
    const features = [...new Set([...checkpoint.features, ...usedFeatures(checkpoint)])].sort();
    return { ...checkpoint, features };
  } catch {
    return checkpoint;
  }
}

/** A mutant of a subject, of one to three changes. */
export function mutant(subject: Subject, random: Random): Mutant {
  let { checkpoint } = subject;
  const changes: string[] = [];
  const wanted = random.pick([1, 1, 1, 1, 2, 2, 3]);
  for (let attempts = 0; changes.length < wanted && attempts < 50; attempts++) {
    const change = random.pick(random.pick(groups))(subject, checkpoint, random);
    if (change === undefined) continue;
    checkpoint = change.checkpoint;
    changes.push(change.what);
  }
  const declares = !changes.some((change) => change.startsWith('features')) && !random.oneIn(20);
  return { subject, checkpoint: declares ? declared(checkpoint) : checkpoint, changes };
}
